/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOBILITY_PROTOCOL_H
#define MIP6_MOBILITY_PROTOCOL_H

#include "ns3/ip-l4-protocol.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-trace-records.h"

namespace ns3
{

class Mip6Stack;

/// A Mobility Header message that has passed checksum and decoder.
struct Mip6ReceivedMessage
{
    mip6::MobilityMessage message;    //!< content
    Ipv6Address source;               //!< after a Home Address option
    Ipv6Address destination;          //!< after a type 2 routing header
    Ipv6Address wireSource;           //!< of the IPv6 header
    Ipv6Address wireDestination;      //!< of the IPv6 header
    uint32_t octets{0};               //!< of the whole packet
    Ptr<const Packet> packet;         //!< from the Mobility Header on
    bool hasHomeAddressOption{false}; //!< whether there was a Home Address option
    bool hasType2Routing{false};      //!< whether there was a type 2 routing header
    bool isTunnelled{false};          //!< whether it came out of a tunnel

    /// @return the Mobility Header, copied
    mip6::Bytes CopyMobilityHeader() const;
};

/**
 * @ingroup mip6-stack
 * Mobility Header (protocol 135) of a node: checksum, decoding, handing to the roles; encoding and
 * sending.
 */
class Mip6MobilityProtocol : public IpL4Protocol
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// @param stack of the node; must outlive this object
    void Install(Mip6Stack* stack);

    /**
     * Send a message, past all bindings. Only a tunnel that leads from its source, a home address
     * of this node, or to its destination, that of a mobile node served here, is on its way.
     * @param action what to send
     * @return its record for traces; nothing if there is no route
     */
    std::optional<Mip6SignallingRecord> Send(const mip6::SendMessage& action);

    /**
     * @param received a message
     * @return its record for traces
     */
    static Mip6SignallingRecord MakeRecord(const Mip6ReceivedMessage& received);

    int GetProtocolNumber() const override;
    IpL4Protocol::RxStatus Receive(Ptr<Packet> packet,
                                   const Ipv4Header& header,
                                   Ptr<Ipv4Interface> interface) override;
    IpL4Protocol::RxStatus Receive(Ptr<Packet> packet,
                                   const Ipv6Header& header,
                                   Ptr<Ipv6Interface> interface) override;
    void SetDownTarget(DownTargetCallback callback) override;
    void SetDownTarget6(DownTargetCallback6 callback) override;
    DownTargetCallback GetDownTarget() const override;
    DownTargetCallback6 GetDownTarget6() const override;

  protected:
    void DoDispose() override;

  private:
    Mip6Stack* m_stack{nullptr};       //!< of the node
    DownTargetCallback m_downTarget;   //!< kept for the interface; messages take their own route
    DownTargetCallback6 m_downTarget6; //!< kept for the interface; messages take their own route
};

} // namespace ns3

#endif /* MIP6_MOBILITY_PROTOCOL_H */
