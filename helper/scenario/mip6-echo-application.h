/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ECHO_APPLICATION_H
#define MIP6_ECHO_APPLICATION_H

#include "ns3/address.h"
#include "ns3/application.h"
#include "ns3/event-id.h"
#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"
#include "ns3/ptr.h"
#include "ns3/seq-ts-size-header.h"
#include "ns3/socket.h"
#include "ns3/traced-callback.h"

#include <cstdint>

/**
 * @file
 * @ingroup mip6-helper
 * Echo requests that are measured like other flows.
 */

namespace ns3::mip6
{

/**
 * Sends ICMPv6 Echo Requests at constant intervals and receives the replies (RFC 4443 section 4).
 * The data of a request begins with a SeqTsSizeHeader, so both ends of a round trip can be traced
 * like those of the stock applications: "TxWithSeqTsSize" for a request, "RxWithSeqTsSize" for a
 * reply.
 */
class EchoApplication : public Application
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// Signature of both trace sources. @param packet request or reply, from its ICMPv6 header on
    /// @param from its source @param to its destination @param header number, time and size
    typedef void (*EchoTracedCallback)(Ptr<const Packet> packet,
                                       const Address& from,
                                       const Address& to,
                                       const SeqTsSizeHeader& header);

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /// Send a request, and schedule the next one.
    void SendRequest();
    /// @param socket that has received something
    void OnReceived(Ptr<Socket> socket);
    /// @param packet any ICMPv6 packet, with its IPv6 header
    void HandlePacket(const Ptr<Packet>& packet);

    Ipv6Address m_local;      //!< source of requests
    Ipv6Address m_remote;     //!< destination of requests
    Time m_interval;          //!< between requests
    uint32_t m_octets{0};     //!< of data in a request
    uint16_t m_identifier{0}; //!< tells the replies apart from those to others
    uint32_t m_sequence{0};   //!< of the next request
    Ptr<Socket> m_socket;     //!< receives
    EventId m_next;           //!< next request
    TracedCallback<Ptr<const Packet>, const Address&, const Address&, const SeqTsSizeHeader&>
        m_sentTrace; //!< "TxWithSeqTsSize"
    TracedCallback<Ptr<const Packet>, const Address&, const Address&, const SeqTsSizeHeader&>
        m_receivedTrace; //!< "RxWithSeqTsSize"
};

} // namespace ns3::mip6

#endif /* MIP6_ECHO_APPLICATION_H */
