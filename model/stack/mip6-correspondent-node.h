/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_CORRESPONDENT_NODE_H
#define MIP6_CORRESPONDENT_NODE_H

#include "ns3/mip6-config.h"
#include "ns3/mip6-correspondent-machine.h"
#include "ns3/mip6-direct-paths.h"
#include "ns3/mip6-role.h"
#include "ns3/node.h"

#include <memory>

namespace ns3
{

struct Mip6Icmpv6Input;

/**
 * @ingroup mip6-stack
 * A correspondent node with route optimization (RFC 6275 section 9): answers return routability
 * tests, keeps bindings of mobile nodes and sends their packets straight to the care-of addresses.
 * Any node can be one, a mobile node and a home agent included.
 *
 * The cost of a packet does not depend on the number of bindings.
 */
class Mip6CorrespondentNode : public Mip6Role
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    Mip6CorrespondentNode();
    ~Mip6CorrespondentNode() override;

    /**
     * Become a correspondent node. The internet stack must be on the node.
     * @param node any
     */
    void Install(Ptr<Node> node);

    /// @return bindings of correspondent registrations
    std::size_t GetBindingCount() const;
    /// @return mobile nodes whose packets go without their home agents
    std::size_t GetDirectPathCount() const;

    bool HandleMessage(const Mip6ReceivedMessage& received) override;
    bool IsAskedLast() const override;
    std::optional<Ipv6Address> SteerOutput(const Mip6RouteRequest& request) const override;
    Mip6TunnelVerdict ChooseWay(const Ptr<Packet>& packet,
                                const Ipv6Header& inner,
                                Mip6Way& way) override;
    void NoteDirectPacket(const Ipv6Address& local, const Ipv6Address& peer) override;
    bool HasBinding(const Ipv6Address& homeAddress,
                    const Ipv6Address& careOfAddress) const override;
    bool HasCorrespondentBinding(const Ipv6Address& homeAddress) const override;

  protected:
    void DoInitialize() override;
    void DoDispose() override;
    void Perform(const mip6::Action& action) override;
    std::optional<Time> GetNextDeadline() const override;
    void HandleDeadline() override;

  private:
    /// @return the machine's configuration, from the attributes
    mip6::CorrespondentNodeConfig MakeConfig() const;

    /**
     * @param received a message that this role takes
     * @param actions what the machine makes of it
     */
    void Take(const Mip6ReceivedMessage& received, const mip6::Actions& actions);

    /// @param input an ICMPv6 Destination Unreachable
    void OnUnreachable(const Mip6Icmpv6Input& input);

    Time m_maxLifetime;             //!< attribute
    uint32_t m_maxBindings{0};      //!< attribute
    bool m_refreshRequests{true};   //!< attribute
    uint32_t m_unreachableLimit{0}; //!< attribute

    std::unique_ptr<mip6::CorrespondentMachine> m_machine; //!< decides
    Mip6DirectPaths m_paths;                               //!< by home address
};

} // namespace ns3

#endif /* MIP6_CORRESPONDENT_NODE_H */
