/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_UNKNOWN_HEADER_ANSWER_H
#define MIP6_UNKNOWN_HEADER_ANSWER_H

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/mip6-error-answers.h"
#include "ns3/node.h"
#include "ns3/object.h"

#include <optional>

namespace ns3
{

/**
 * @ingroup mip6-stack
 * Lets a node without Mobile IPv6 answer a packet whose Next Header it does not know, as RFC 8200
 * section 4 asks for: stock ns-3 addresses that Parameter Problem to the node itself. A mobile node
 * learns from it that a correspondent node knows no Mobility Header (RFC 6275 section 11.3.5).
 *
 * Packets that came in fragments are not answered: ns-3 has lost their headers by then.
 */
class Mip6UnknownHeaderAnswer : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// @param node with an IPv6 stack; without one the program ends with a message
    void Install(Ptr<Node> node);

  protected:
    void DoInitialize() override;
    void DoDispose() override;

  private:
    /**
     * Sink of the trace source Drop of IPv6.
     * @param header of the packet
     * @param packet behind the header
     * @param reason why it was discarded
     * @param ipv6 of the node
     * @param interface that received it
     */
    void HandleDrop(const Ipv6Header& header,
                    Ptr<const Packet> packet,
                    Ipv6L3Protocol::DropReason reason,
                    Ptr<Ipv6> ipv6,
                    uint32_t interface);

    Ptr<Ipv6L3Protocol> m_ipv6;                  //!< of the node
    uint32_t m_errorBurst{0};                    //!< attribute
    Time m_errorInterval;                        //!< attribute
    std::optional<mip6::ErrorAnswers> m_answers; //!< from the start on
};

} // namespace ns3

#endif /* MIP6_UNKNOWN_HEADER_ANSWER_H */
