/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobility-header.h"

#include <variant>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(Mip6MobilityHeader);

namespace
{

/// Prints one message.
struct Printer
{
    std::ostream& os; //!< where to

    /// @param update to print
    void operator()(const mip6::BindingUpdate& update) const
    {
        os << "seq=" << update.sequence << " lifetime=" << update.lifetime.As(Time::S) << " flags=";
        os << (update.acknowledge ? "A" : "") << (update.homeRegistration ? "H" : "")
           << (update.linkLocal ? "L" : "") << (update.keyManagement ? "K" : "");
    }

    /// @param acknowledgement to print
    void operator()(const mip6::BindingAcknowledgement& acknowledgement) const
    {
        os << "status=" << static_cast<uint32_t>(acknowledgement.status) << " ("
           << GetName(acknowledgement.status) << ") seq=" << acknowledgement.sequence
           << " lifetime=" << acknowledgement.lifetime.As(Time::S);
    }

    /// @param unknown to print
    void operator()(const mip6::UnknownMobilityMessage& unknown) const
    {
        os << "type=" << static_cast<uint32_t>(unknown.type) << " octets=" << unknown.data.size();
    }
};

} // namespace

TypeId
Mip6MobilityHeader::GetTypeId()
{
    static TypeId tid = TypeId("ns3::Mip6MobilityHeader")
                            .SetParent<Header>()
                            .SetGroupName("Mip6")
                            .AddConstructor<Mip6MobilityHeader>();
    return tid;
}

TypeId
Mip6MobilityHeader::GetInstanceTypeId() const
{
    return GetTypeId();
}

void
Mip6MobilityHeader::SetMessage(const mip6::MobilityMessage& message,
                               const mip6::PseudoHeader& pseudoHeader)
{
    m_message = message;
    m_octets = mip6::EncodeMobilityMessage(message);
    const uint16_t checksum = mip6::ComputeChecksum(pseudoHeader, m_octets.data(), m_octets.size());
    m_octets[mip6::MOBILITY_CHECKSUM_OFFSET] = static_cast<uint8_t>(checksum >> 8);
    m_octets[mip6::MOBILITY_CHECKSUM_OFFSET + 1] = static_cast<uint8_t>(checksum & 0xFF);
}

const mip6::MobilityMessage&
Mip6MobilityHeader::GetMessage() const
{
    return m_message;
}

uint32_t
Mip6MobilityHeader::GetSerializedSize() const
{
    return static_cast<uint32_t>(m_octets.size());
}

void
Mip6MobilityHeader::Serialize(Buffer::Iterator start) const
{
    start.Write(m_octets.data(), GetSerializedSize());
}

uint32_t
Mip6MobilityHeader::Deserialize(Buffer::Iterator start)
{
    m_octets.resize(start.GetRemainingSize());
    start.Read(m_octets.data(), GetSerializedSize());
    auto decoded = mip6::DecodeMobilityMessage(m_octets.data(), m_octets.size());
    m_message =
        decoded ? std::move(*decoded.value) : mip6::MobilityMessage(mip6::UnknownMobilityMessage());
    return GetSerializedSize();
}

void
Mip6MobilityHeader::Print(std::ostream& os) const
{
    os << mip6::GetName(static_cast<mip6::MobilityType>(mip6::GetType(m_message))) << " ";
    std::visit(Printer{os}, m_message);
}

} // namespace ns3
