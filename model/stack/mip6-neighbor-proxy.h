/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_NEIGHBOR_PROXY_H
#define MIP6_NEIGHBOR_PROXY_H

#include "ns3/event-id.h"
#include "ns3/ipv6-address.h"
#include "ns3/mip6-home-agent-machine.h"
#include "ns3/mip6-nd-messages.h"
#include "ns3/ptr.h"

#include <functional>
#include <unordered_map>

namespace ns3
{

class Ipv6Header;
class Mip6Icmpv6Interface;
class Mip6Stack;
class Packet;
struct Mip6Icmpv6Input;

/**
 * @ingroup mip6-stack
 * Proxy Neighbor Discovery of a home agent on its home link (RFC 6275 sections 10.3.1 and 10.4.1):
 * probes home addresses without owning them, answers for them, gives them back.
 */
class Mip6NeighborProxy
{
  public:
    /// Told about the end of a probe.
    using OutcomeHandler = std::function<void(const Ipv6Address&, mip6::DadOutcome)>;

    /**
     * @param stack of the home agent
     * @param interface on the home link
     * @param address of the home agent on the home link
     * @param handler told about outcomes, never from within Probe
     */
    Mip6NeighborProxy(Ptr<Mip6Stack> stack,
                      uint32_t interface,
                      const Ipv6Address& address,
                      OutcomeHandler handler);
    ~Mip6NeighborProxy();

    Mip6NeighborProxy(const Mip6NeighborProxy&) = delete;
    Mip6NeighborProxy& operator=(const Mip6NeighborProxy&) = delete;

    /// @param target address to look for on the home link
    void Probe(const Ipv6Address& target);
    /**
     * Announce an address and answer for it from now on.
     * @param target address
     * @param announcements how often it is announced, RETRANS_TIMER apart (RFC 6275 section 10.4.1)
     */
    void Defend(const Ipv6Address& target, uint32_t announcements = 1);
    /// @param target anycast address to answer for from now on, without a test or an announcement
    void DefendSilently(const Ipv6Address& target);
    /// @param target address to forget
    void Release(const Ipv6Address& target);

    /**
     * A packet in transit to a defended address may be Neighbor Discovery sent to that address,
     * which is answered instead of tunnelled.
     * @param packet behind the header
     * @param header of the packet
     * @return whether it was Neighbor Discovery
     */
    bool HandleTransit(const Ptr<const Packet>& packet, const Ipv6Header& header);

    /// @param target any address @return whether it is answered for
    bool IsDefended(const Ipv6Address& target) const;

    /// @return addresses probed or defended
    std::size_t GetSize() const;

  private:
    /// What is being done for one address.
    struct Entry
    {
        bool defended{false}; //!< false: being probed
    };

    /**
     * @param target address
     * @return its entry, made and its solicited-node group joined if it is new
     */
    Entry& Join(const Ipv6Address& target);
    /// @param target address whose probe or announcements do not go on
    void CancelNext(const Ipv6Address& target);
    /**
     * @param target address being probed
     * @param outcome of the probe
     */
    void EndProbe(const Ipv6Address& target, mip6::DadOutcome outcome);
    /**
     * @param target defended address
     * @param announcements how often it is still announced
     */
    void Announce(const Ipv6Address& target, uint32_t announcements);
    /**
     * @param target address
     * @return whether this node has it on the home link, and may use it
     */
    bool IsOwn(const Ipv6Address& target) const;
    /// @param target own address that somebody without an address asks for
    void AnswerForOwn(const Ipv6Address& target);
    /// @param input a Neighbor Solicitation @return whether it was for an address of ours
    bool HandleSolicitation(const Mip6Icmpv6Input& input);
    /// @param input a Neighbor Advertisement @return whether it was for an address of ours
    bool HandleAdvertisement(const Mip6Icmpv6Input& input);
    /**
     * @param source of a solicitation
     * @param solicitation for a defended address
     */
    void Answer(const Ipv6Address& source, const mip6::NeighborSolicitation& solicitation);
    /**
     * @param answer to somebody whose link-layer address is not known
     * @param destination of the IPv6 header
     */
    void SendResolved(const mip6::NeighborAdvertisement& answer, const Ipv6Address& destination);

    Ptr<Mip6Stack> m_stack;                                            //!< of the home agent
    Ptr<Mip6Icmpv6Interface> m_icmpv6;                                 //!< on the home link
    uint32_t m_interface;                                              //!< on the home link
    Ipv6Address m_address;                                             //!< of the home agent
    OutcomeHandler m_handler;                                          //!< told about outcomes
    std::unordered_map<Ipv6Address, Entry, Ipv6AddressHash> m_entries; //!< by home address
    std::unordered_map<Ipv6Address, EventId, Ipv6AddressHash>
        m_next; //!< end of a probe, or next announcement; few have one
};

} // namespace ns3

#endif /* MIP6_NEIGHBOR_PROXY_H */
