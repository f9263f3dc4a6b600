/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ERROR_SENDER_H
#define MIP6_ERROR_SENDER_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-error-answers.h"
#include "ns3/mip6-tunnel-errors.h"
#include "ns3/packet.h"
#include "ns3/ptr.h"

#include <optional>

namespace ns3
{

class Ipv6;
class Ipv6Header;
class Mip6Stack;
struct Mip6Icmpv6Input;

/**
 * @ingroup mip6-stack
 * Answers packets that a node cannot process. A Parameter Problem quotes the packet as it was on
 * the wire, so the node's latest packet with a Mobility Header is remembered before its extension
 * headers are taken off.
 */
class Mip6ErrorSender
{
  public:
    /// While one exists, packets that enter IPv6 are the node's own re-injected ones.
    class Reinjection
    {
      public:
        /// @param sender of the node
        explicit Reinjection(Mip6ErrorSender& sender);
        ~Reinjection();
        Reinjection(const Reinjection&) = delete;
        Reinjection& operator=(const Reinjection&) = delete;

      private:
        Mip6ErrorSender& m_sender; //!< of the node
        bool m_outer{false};       //!< whether one existed before
    };

    /**
     * @param stack of the node; must outlive this object
     * @param limits of the rate
     */
    Mip6ErrorSender(Mip6Stack* stack, const mip6::ErrorLimits& limits);

    /**
     * A Mobility Header of an unknown type.
     * @param packet that carried it
     */
    void AnswerUnknownType(const mip6::OffendingPacket& packet);

    /**
     * A Home Address option without a binding.
     * @param packet that carried it
     */
    void AnswerUnknownBinding(const mip6::OffendingPacket& packet);

    /**
     * A Mobility Header that the decoder refused.
     * @param packet that carried it
     * @param refusal reason and octet
     * @param mobility the Mobility Header and what follows
     */
    void AnswerRefused(const mip6::OffendingPacket& packet,
                       const mip6::Refusal& refusal,
                       const Ptr<const Packet>& mobility);

    /**
     * A routing header of an unknown type that is not at its last segment.
     * @param packet with its IPv6 header
     * @param pointer octet of the Routing Type field
     */
    void AnswerUnknownRouting(const Ptr<Packet>& packet, uint32_t pointer);

    /**
     * A packet for an address that is not to be reached from here. Errors are not answered.
     * @param packet behind the header
     * @param header of the packet
     * @param interface that it came from
     */
    void AnswerUnreachable(const Ptr<const Packet>& packet,
                           const Ipv6Header& header,
                           uint32_t interface);

    /**
     * A packet with a Tunnel Encapsulation Limit of 0 at the entry of a tunnel (RFC 2473 section
     * 4.1.1). Its source, mostly the entry of the tunnel that it is in, is told.
     * @param packet with its IPv6 header
     * @param pointer octet of the limit
     */
    void AnswerEncapsulationLimit(const Ptr<Packet>& packet, uint32_t pointer);

    /**
     * An ICMPv6 error: if it is about a packet that this node has put into a tunnel, the source of
     * the packet inside is told, which may be this node (RFC 2473 section 8).
     * @param input the error
     */
    void RelayTunnelError(const Mip6Icmpv6Input& input);

    /// @return whether a Reinjection exists
    bool IsReinjecting() const;

    /**
     * Sink of the trace source Rx of IPv6.
     * @param packet with its IPv6 header
     * @param ipv6 of the node
     * @param interface that received it
     */
    void HandleArrival(Ptr<const Packet> packet, Ptr<Ipv6> ipv6, uint32_t interface);

  private:
    /**
     * @param packet on the wire
     * @param mobility what is left of it
     * @return the packet to quote, with its IPv6 header
     */
    Ptr<Packet> MakeQuote(const mip6::OffendingPacket& packet,
                          const Ptr<const Packet>& mobility) const;

    /**
     * @param answer what to send, if anything
     * @param quote the offending packet, for a Parameter Problem
     */
    void Send(const mip6::ErrorAnswer& answer, const Ptr<Packet>& quote = nullptr);

    /**
     * @param problem to report
     * @param quote the offending packet
     */
    void SendParameterProblem(const mip6::ParameterProblem& problem, const Ptr<Packet>& quote);

    /**
     * @param error to report
     * @param quote the offending packet
     * @param interface that the offending packet came from
     */
    void SendUnreachable(const mip6::DestinationUnreachable& error,
                         const Ptr<Packet>& quote,
                         uint32_t interface);
    /**
     * A Packet Too Big about a packet of a tunnel of this node with a Tunnel Encapsulation Limit:
     * ns-3 tells the protocol that the IPv6 header names, which is not that of the tunnel then.
     * @param input the error
     */
    void NoteTooBig(const Mip6Icmpv6Input& input) const;

    /// @param destination any @return address of the interface that leads there, if there is one
    std::optional<Ipv6Address> FindSource(const Ipv6Address& destination) const;

    /// @param error about a packet of a tunnel @return whether the tunnel is one of this node
    bool HasTunnel(const mip6::TunnelError& error) const;

    Mip6Stack* m_stack{nullptr};  //!< of the node
    mip6::ErrorAnswers m_answers; //!< what to answer
    Ptr<const Packet> m_arrival;  //!< latest packet, if it has a Mobility Header
    bool m_isReinjecting{false};  //!< see Reinjection
};

} // namespace ns3

#endif /* MIP6_ERROR_SENDER_H */
