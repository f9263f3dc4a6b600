/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-link-prefix-table.h"

#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/mip6-address-rules.h"
#include "ns3/simulator.h"

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6LinkPrefixTable");

namespace
{

/**
 * @param lifetime of a prefix
 * @param countsDown from now on
 * @return as it is advertised
 */
mip6::LinkLifetime
MakeLifetime(Time lifetime, bool countsDown)
{
    if (lifetime >= mip6::ND_INFINITE_LIFETIME)
    {
        return {mip6::ND_INFINITE_LIFETIME, std::nullopt};
    }
    if (countsDown)
    {
        return {Time(), Simulator::Now() + lifetime};
    }
    return {lifetime, std::nullopt};
}

} // namespace

Mip6LinkPrefixTable::Mip6LinkPrefixTable(Ptr<Ipv6L3Protocol> ipv6, uint32_t interface)
    : m_ipv6(ipv6),
      m_interface(interface),
      m_deadline([this] {
          m_prefixes.HandleDeadline(Simulator::Now());
          Notify();
      })
{
    FollowInterface();
}

bool
Mip6LinkPrefixTable::HasAddress(const Ipv6Address& address) const
{
    const auto interface = m_ipv6->GetInterface(m_interface);
    for (uint32_t i = 0; i < interface->GetNAddresses(); ++i)
    {
        if (interface->GetAddress(i).GetAddress() == address)
        {
            return true;
        }
    }
    return false;
}

void
Mip6LinkPrefixTable::Set(const Mip6PrefixSetting& setting)
{
    NS_LOG_FUNCTION(this << setting.address << +setting.length << setting.preferred << setting.valid
                         << setting.countsDown);
    NS_ABORT_MSG_IF(!mip6::IsUnicastRoutable(setting.address),
                    "Mip6PrefixSetting: address is no global unicast address");
    NS_ABORT_MSG_IF(setting.length > 128, "Mip6PrefixSetting: length is above 128");
    NS_ABORT_MSG_IF(setting.preferred.IsStrictlyNegative() || setting.preferred > setting.valid,
                    "Mip6PrefixSetting: preferred is negative or above valid");
    mip6::LinkPrefix prefix;
    prefix.address = setting.address;
    prefix.length = setting.length;
    prefix.preferred = MakeLifetime(setting.preferred, setting.countsDown);
    prefix.valid = MakeLifetime(setting.valid, setting.countsDown);
    m_prefixes.Set(Simulator::Now(), prefix);
    m_known.insert(setting.address);
    m_given.insert(setting.address);
    if (!HasAddress(setting.address))
    {
        m_ipv6->AddAddress(m_interface,
                           Ipv6InterfaceAddress(setting.address, Ipv6Prefix(setting.length)));
    }
    Notify();
}

void
Mip6LinkPrefixTable::AddDefault(const Ipv6Address& address, uint8_t length)
{
    mip6::LinkPrefix prefix;
    prefix.address = address;
    prefix.length = length;
    prefix.preferred.constant = m_preferred;
    prefix.valid.constant = m_valid;
    m_prefixes.Set(Simulator::Now(), prefix);
}

void
Mip6LinkPrefixTable::SetDefaults(Time preferred, Time valid)
{
    if (preferred == m_preferred && valid == m_valid)
    {
        return;
    }
    m_preferred = preferred;
    m_valid = valid;
    const auto prefixes = m_prefixes.GetPrefixes();
    for (const mip6::LinkPrefix& prefix : prefixes)
    {
        if (m_given.count(prefix.address) == 0)
        {
            AddDefault(prefix.address, prefix.length);
        }
    }
    Notify();
}

bool
Mip6LinkPrefixTable::RemoveLost()
{
    bool changed = false;
    for (auto i = m_known.begin(); i != m_known.end();)
    {
        const Ipv6Address address = *i;
        if (HasAddress(address))
        {
            ++i;
            continue;
        }
        i = m_known.erase(i);
        m_given.erase(address);
        const mip6::LinkPrefix* prefix = m_prefixes.Find(address);
        if (prefix && prefix->address == address)
        {
            m_prefixes.Remove(prefix->GetRange());
            changed = true;
        }
    }
    return changed;
}

void
Mip6LinkPrefixTable::FollowInterface()
{
    bool changed = RemoveLost();
    const auto interface = m_ipv6->GetInterface(m_interface);
    for (uint32_t i = 0; i < interface->GetNAddresses(); ++i)
    {
        const Ipv6InterfaceAddress entry = interface->GetAddress(i);
        const Ipv6Address address = entry.GetAddress();
        // What has been withdrawn does not come back by itself, although the address stays.
        if (address.IsLinkLocal() || !m_known.insert(address).second)
        {
            continue;
        }
        const uint8_t length = entry.GetPrefix().GetPrefixLength();
        if (!m_prefixes.FindRange({Ipv6Address(address).CombinePrefix(entry.GetPrefix()), length}))
        {
            AddDefault(address, length);
            changed = true;
        }
    }
    if (changed)
    {
        Notify();
    }
}

const mip6::LinkPrefixes&
Mip6LinkPrefixTable::GetPrefixes() const
{
    return m_prefixes;
}

void
Mip6LinkPrefixTable::AddListener(const std::function<void()>& listener)
{
    m_listeners.push_back(listener);
}

void
Mip6LinkPrefixTable::Notify()
{
    m_deadline.Arm(m_prefixes.GetNextDeadline());
    for (const auto& listener : m_listeners)
    {
        listener();
    }
}

} // namespace ns3
