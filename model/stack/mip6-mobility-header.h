/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOBILITY_HEADER_H
#define MIP6_MOBILITY_HEADER_H

#include "ns3/header.h"
#include "ns3/mip6-mobility-checksum.h"
#include "ns3/mip6-mobility-messages.h"

namespace ns3
{

/**
 * @ingroup mip6-stack
 * Mobility Header (RFC 6275 section 6.1) as an ns3::Header. The octets are made and read by the
 * wire room.
 */
class Mip6MobilityHeader : public Header
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();
    TypeId GetInstanceTypeId() const override;

    /**
     * @param message content
     * @param pseudoHeader for the checksum: home address and final destination
     */
    void SetMessage(const mip6::MobilityMessage& message, const mip6::PseudoHeader& pseudoHeader);

    /// @return the content; an unknown message of type 0 without data if the octets were refused,
    /// see GetError
    const mip6::MobilityMessage& GetMessage() const;

    /// @return why the octets were refused, or NONE
    mip6::DecodeError GetError() const;

    uint32_t GetSerializedSize() const override;
    void Serialize(Buffer::Iterator start) const override;
    uint32_t Deserialize(Buffer::Iterator start) override;
    void Print(std::ostream& os) const override;

  private:
    mip6::MobilityMessage m_message{mip6::UnknownMobilityMessage()}; //!< content
    mip6::Bytes m_octets;                                            //!< the whole header
    mip6::DecodeError m_error{mip6::DecodeError::NONE};              //!< why there is no content
};

} // namespace ns3

#endif /* MIP6_MOBILITY_HEADER_H */
