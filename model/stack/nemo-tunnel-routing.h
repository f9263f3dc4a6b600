/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_TUNNEL_ROUTING_H
#define NEMO_TUNNEL_ROUTING_H

#include "ns3/mip6-role.h"
#include "ns3/nemo-ripng.h"

#include <memory>
#include <unordered_map>

namespace ns3
{

class Mip6HomeAgent;
class NemoTunnelDevice;

/**
 * @ingroup mip6-stack
 * Lets the home agent of a node learn mobile networks from mobile routers by RIPng (RFC 3963
 * section 8): each mobile router that is bound has a device of its own, which is its end of the
 * tunnel. Routes to that device outlive handovers, and end with the binding.
 */
class NemoTunnelRouting : public Mip6Role
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    NemoTunnelRouting();
    ~NemoTunnelRouting() override;

    /// @param stack of a node with RIPng @param agent of the node
    void Install(Ptr<Mip6Stack> stack, Ptr<Mip6HomeAgent> agent);

    /// @param homeAddress of a mobile router @return its device, nullptr while it is not bound
    Ptr<NemoTunnelDevice> GetDevice(const Ipv6Address& homeAddress) const;

    bool HandleMessage(const Mip6ReceivedMessage& received) override;
    std::optional<Ipv6Address> SteerOutput(const Mip6RouteRequest& request) const override;
    std::optional<Ipv6Address> ImproveSource(const Ipv6Address& source) const override;
    Mip6TunnelVerdict ChooseWay(const Ptr<Packet>& packet,
                                const Ipv6Header& inner,
                                Mip6Way& way) override;
    std::optional<Mip6DropReason> CheckTunnelled(const Ipv6Header& outer,
                                                 const Ipv6Header& inner) const override;
    bool TakeLinkScope(const Ptr<Packet>& packet,
                       const Ipv6Header& outer,
                       const Ipv6Header& inner) override;

  protected:
    void DoDispose() override;
    void Perform(const mip6::Action& action) override;
    std::optional<Time> GetNextDeadline() const override;
    void HandleDeadline() override;

  private:
    /// What is known of a mobile router.
    struct Router
    {
        Ptr<NemoTunnelDevice> device; //!< this end of the tunnel
        Ipv6Address careOfAddress;    //!< the other end; unspecified: not bound
        bool isMissed{false};         //!< not asked yet for what it has told while it moved
    };

    /// @param record of a change of the home agent's bindings
    void OnBinding(const Mip6BindingRecord& record);
    /// @param homeAddress of a mobile router @param careOfAddress of it, from now on
    void Open(const Ipv6Address& homeAddress, const Ipv6Address& careOfAddress);
    /// @param router that is not bound any more
    void Close(Router& router);
    /// @return index of the interface on the home link
    uint32_t GetHomeInterface() const;
    /// @param interface whose neighbors are asked for their routes, behind what is at hand
    void RequestSoon(uint32_t interface);
    /// @param outer header of a tunnelled packet @return home address of the mobile router that has
    /// sent it; nothing if none has
    std::optional<Ipv6Address> FindSender(const Ipv6Header& outer) const;

    Ptr<Mip6HomeAgent> m_agent;                                         //!< of the node
    std::unique_ptr<NemoRipng> m_ripng;                                 //!< of the node
    std::unordered_map<Ipv6Address, Router, Ipv6AddressHash> m_routers; //!< by home address
};

} // namespace ns3

#endif /* NEMO_TUNNEL_ROUTING_H */
