/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-address-configuration.h"

#include "mip6-icmpv6-interface.h"
#include "mip6-link-layer.h"
#include "mip6-routing.h"
#include "mip6-stack.h"
#include "mip6-stateful-configuration.h"

#include "ns3/boolean.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/ndisc-cache.h"
#include "ns3/simulator.h"

#include <utility>

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6AddressConfiguration");

namespace
{

/// Addresses tried on one link before giving up; RFC 8981 section 3.8, TEMP_IDGEN_RETRIES.
constexpr uint32_t MAX_ATTEMPTS = 3;

} // namespace

Mip6AddressConfiguration::Mip6AddressConfiguration(Ptr<Mip6Stack> stack,
                                                   uint32_t interface,
                                                   mip6::RandomSource random,
                                                   Listener listener)
    : m_stack(stack),
      m_interface(interface),
      m_icmpv6(stack->GetIcmpv6(interface)),
      m_random(std::move(random)),
      m_listener(std::move(listener))
{
    m_icmpv6->SetDadHandler(
        [this](const Ipv6Address& address, bool unique) { HandleDadEnd(address, unique); });
}

Mip6AddressConfiguration::~Mip6AddressConfiguration() = default;

void
Mip6AddressConfiguration::SetDadMode(DadMode mode)
{
    m_mode = mode;
}

void
Mip6AddressConfiguration::UseServers()
{
    m_servers = std::make_unique<Mip6StatefulConfiguration>(m_stack, m_interface);
}

std::optional<Ipv6Address>
Mip6AddressConfiguration::GetCareOfAddress() const
{
    return m_careOfAddress;
}

void
Mip6AddressConfiguration::Configure(const mip6::Attachment& attachment)
{
    NS_LOG_FUNCTION(this << attachment.prefix << attachment.router);
    m_attempts = 0;
    UseRouter(attachment);
    if (!attachment.home)
    {
        TryAddress();
    }
}

void
Mip6AddressConfiguration::UseRouter(const mip6::Attachment& attachment)
{
    NS_LOG_FUNCTION(this << attachment.router << attachment.defaultRouter);
    RemoveRoute();
    m_attachment = attachment;
    if (attachment.routerLinkLayerAddress)
    {
        LearnNeighbor(attachment.router, *attachment.routerLinkLayerAddress);
        // RFC 6275 section 11.5.5: with its global address known, a home agent can be reached
        // without a Neighbor Solicitation from the home address.
        if (attachment.routerGlobalAddress)
        {
            LearnNeighbor(*attachment.routerGlobalAddress, *attachment.routerLinkLayerAddress);
        }
    }
    auto routing = m_stack->GetRouting()->GetStaticRouting();
    if (attachment.defaultRouter && routing)
    {
        routing->SetDefaultRoute(attachment.router, m_interface, attachment.prefix);
    }
}

void
Mip6AddressConfiguration::Leave()
{
    NS_LOG_FUNCTION(this);
    if (m_careOfAddress)
    {
        m_stack->GetIpv6()->RemoveAddress(m_interface, *m_careOfAddress);
        m_careOfAddress.reset();
    }
    RemoveRoute();
    m_attachment.reset();
}

void
Mip6AddressConfiguration::RemoveRoute()
{
    auto routing = m_stack->GetRouting()->GetStaticRouting();
    if (m_attachment && m_attachment->defaultRouter && routing)
    {
        routing->RemoveRoute(Ipv6Address::GetAny(),
                             Ipv6Prefix::GetZero(),
                             m_interface,
                             m_attachment->prefix);
    }
}

void
Mip6AddressConfiguration::LearnNeighbor(const Ipv6Address& address,
                                        const mip6::LinkLayerAddress& linkLayer)
{
    const Mac48Address hardware = ToMac48Address(linkLayer);
    auto cache = m_stack->GetIpv6()->GetInterface(m_interface)->GetNdiscCache();
    // RFC 4861 section 6.3.4: only a new or a different address changes the entry; to STALE.
    auto* entry = cache->Lookup(address);
    if (entry && entry->GetMacAddress() == Address(hardware))
    {
        return;
    }
    if (entry)
    {
        cache->Remove(entry);
    }
    entry = cache->Add(address);
    entry->MarkStale(hardware);
    entry->SetRouter(true);
}

Ipv6Address
Mip6AddressConfiguration::FormAddress() const
{
    const auto device = m_stack->GetIpv6()->GetNetDevice(m_interface);
    if (m_attempts == 1)
    {
        return Ipv6Address::MakeAutoconfiguredAddress(device->GetAddress(), m_attachment->prefix);
    }
    uint8_t octets[16];
    m_attachment->prefix.GetBytes(octets);
    uint64_t identifier = m_random();
    for (int i = 15; i >= 8; --i)
    {
        octets[i] = static_cast<uint8_t>(identifier & 0xFF);
        identifier >>= 8;
    }
    // RFC 4291 appendix A: universal/local bit clear, since the identifier is not globally unique.
    octets[8] &= 0xFD;
    return Ipv6Address(octets);
}

void
Mip6AddressConfiguration::TryAddress()
{
    ++m_attempts;
    if (m_servers)
    {
        m_servers->Solicit();
        return;
    }
    const bool detect = m_mode != OFF;
    const Ipv6Address address = FormAddress();
    m_careOfAddress = address;
    m_detectionEndsAt = Simulator::Now() + (detect ? m_icmpv6->GetDadTimeout() : Time());
    AddAddress(address, m_attachment->prefixLength, detect, m_attachment->onLink);
    m_listener.tentative(address);
    if (m_mode == OPTIMISTIC)
    {
        m_stack->GetIpv6()
            ->GetInterface(m_interface)
            ->SetState(address, Ipv6InterfaceAddress::TENTATIVE_OPTIMISTIC);
        m_listener.ready(address);
    }
}

void
Mip6AddressConfiguration::AddAddress(const Ipv6Address& address,
                                     uint8_t prefixLength,
                                     bool detect,
                                     bool onLink)
{
    // The stack reads this attribute while it adds the address.
    const bool before = m_icmpv6->IsAlwaysDad();
    m_icmpv6->SetAttribute("DAD", BooleanValue(detect));
    m_stack->GetIpv6()->AddAddress(m_interface,
                                   Ipv6InterfaceAddress(address, Ipv6Prefix(prefixLength)),
                                   onLink);
    m_icmpv6->SetAttribute("DAD", BooleanValue(before));
}

bool
Mip6AddressConfiguration::IsLeased(const Ipv6Address& address) const
{
    return m_servers && m_attachment && !m_attachment->home && !address.IsLinkLocal() &&
           Ipv6Prefix(m_attachment->prefixLength).IsMatch(address, m_attachment->prefix);
}

void
Mip6AddressConfiguration::HandleDadEnd(const Ipv6Address& address, bool unique)
{
    NS_LOG_FUNCTION(this << address << unique);
    if (!m_careOfAddress && IsLeased(address))
    {
        m_servers->NoteLease();
        m_careOfAddress = address;
        m_listener.tentative(address);
    }
    // The end of a former visit's detection may come while the same address is tentative again.
    if (address != m_careOfAddress || Simulator::Now() < m_detectionEndsAt)
    {
        return;
    }
    if (unique)
    {
        if (m_mode != OPTIMISTIC || m_servers)
        {
            m_listener.ready(address);
        }
        return;
    }
    m_stack->GetIpv6()->RemoveAddress(m_interface, address);
    m_careOfAddress.reset();
    m_listener.lost(address);
    if (m_attachment && m_attempts < MAX_ATTEMPTS)
    {
        TryAddress();
    }
}

void
Mip6AddressConfiguration::AddHomeAddress(const Ipv6Address& address,
                                         uint8_t prefixLength,
                                         bool detectDuplicates)
{
    AddAddress(address, prefixLength, detectDuplicates && m_icmpv6->IsAlwaysDad(), true);
}

void
Mip6AddressConfiguration::RemoveHomeAddress(const Ipv6Address& address)
{
    m_stack->GetIpv6()->RemoveAddress(m_interface, address);
}

} // namespace ns3
