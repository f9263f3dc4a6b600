/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_BENCHMARK_HOME_AGENTS_H
#define MIP6_BENCHMARK_HOME_AGENTS_H

#include "mip6-benchmark-bindings.h"

#include "ns3/mip6-access-channel.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-mobility-protocol.h"

/**
 * @file
 * @ingroup mip6-tests
 * Home agents with different numbers of registered mobile nodes.
 *
 *     packets --> ha --- wire --- node without a stack, which stands for the rest of the world
 *                  |
 *              home link, with nobody on it
 */

namespace ns3::mip6::benchmarks
{

/// A home agent with bindings.
class BoundHomeAgent : public BoundNode
{
  public:
    /// @param bindings how many
    explicit BoundHomeAgent(uint32_t bindings)
        : BoundNode(bindings)
    {
        auto homeLinkDevice = CreateObject<SimpleNetDevice>();
        homeLinkDevice->SetAddress(Mac48Address::Allocate());
        homeLinkDevice->SetMtu(1500);
        m_node->AddDevice(homeLinkDevice);
        homeLinkDevice->SetChannel(CreateObject<Mip6AccessChannel>());
        Ipv6AddressHelper("2001:1:0:1::", Ipv6Prefix(64))
            .Assign(NetDeviceContainer(homeLinkDevice))
            .SetForwarding(0, true);
        Mip6Helper mip6;
        mip6.SetHomeAgentAttribute("MaxBindings", UintegerValue(bindings));
        m_role = mip6.InstallHomeAgent(m_node, homeLinkDevice);
        // Then follows the probing of every home address for one second.
        Simulator::Schedule(Seconds(2), [this] { Register(); });
    }

    virtual ~BoundHomeAgent() = default;

    /// @return whether every mobile node is registered
    bool IsReady() const
    {
        return m_role->GetBindingCount() == m_bindings && m_role->GetTunnelCount() == m_bindings;
    }

  protected:
    /**
     * @param index of a mobile node
     * @param sequence number
     * @return what it registers with
     */
    static BindingUpdate MakeUpdate(uint32_t index, uint16_t sequence)
    {
        BindingUpdate update;
        update.sequence = sequence;
        update.acknowledge = true;
        update.homeRegistration = true;
        update.lifetime = Seconds(420);
        update.options.emplace_back(AlternateCareOfAddress{MakeAddress(2, index)});
        return update;
    }

    /// Add to what a mobile node registers with; nothing here.
    virtual void Complete(BindingUpdate&, uint32_t)
    {
    }

    Ptr<Mip6HomeAgent> m_role; //!< of the home agent

  private:
    /// Every mobile node registers, as if its Binding Update had just passed the checks.
    void Register()
    {
        for (uint32_t i = 0; i < m_bindings; ++i)
        {
            BindingUpdate update = MakeUpdate(i, 1);
            Complete(update, i);
            m_role->HandleMessage({update,
                                   MakeAddress(1, i),
                                   m_role->GetAddress(),
                                   MakeAddress(2, i),
                                   m_role->GetAddress(),
                                   96,
                                   Create<Packet>()});
        }
    }
};

} // namespace ns3::mip6::benchmarks

#endif /* MIP6_BENCHMARK_HOME_AGENTS_H */
