/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobility-header.h"

#include "mip6-message-printer.h"

#include "ns3/abort.h"

#include <algorithm>

namespace ns3
{

NS_OBJECT_ENSURE_REGISTERED(Mip6MobilityHeader);

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
    m_error = mip6::DecodeError::NONE;
    m_octets = mip6::EncodeMobilityMessage(message);
    NS_ABORT_MSG_IF(m_octets.empty(),
                    "Mobility Header: an option or the message is longer than its length field "
                    "can tell");
    mip6::PatchChecksum(pseudoHeader, mip6::MOBILITY_CHECKSUM_OFFSET, m_octets);
}

const mip6::MobilityMessage&
Mip6MobilityHeader::GetMessage() const
{
    return m_message;
}

mip6::DecodeError
Mip6MobilityHeader::GetError() const
{
    return m_error;
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
    // ns-3 has no way to refuse octets here, so what is not there in full becomes a header that
    // says so when it is printed.
    m_octets.resize(start.GetRemainingSize());
    start.Read(m_octets.data(), GetSerializedSize());
    auto decoded = mip6::DecodeMobilityMessage(m_octets.data(), m_octets.size());
    m_error = decoded.error;
    m_message =
        decoded ? std::move(*decoded.value) : mip6::MobilityMessage(mip6::UnknownMobilityMessage());
    m_octets.resize(
        std::min(m_octets.size(), mip6::GetMobilityHeaderOctets(m_octets.data(), m_octets.size())));
    return GetSerializedSize();
}

void
Mip6MobilityHeader::Print(std::ostream& os) const
{
    if (m_error != mip6::DecodeError::NONE)
    {
        os << "malformed Mobility Header (" << GetName(m_error) << ")";
        return;
    }
    PrintMessage(os, m_message);
}

} // namespace ns3
