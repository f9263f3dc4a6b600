/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-discovery-signalling.h"
#include "mip6-mobile-node.h"
#include "mip6-mobility-protocol.h"
#include "mip6-stack.h"

#include "ns3/log.h"
#include "ns3/mip6-numbers.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <utility>
#include <variant>

/**
 * @file
 * @ingroup mip6-stack
 * What ns3::Mip6MobileNode tells its machine.
 */

namespace ns3
{

NS_LOG_COMPONENT_DEFINE("Mip6MobileNodeInputs");

void
Mip6MobileNode::AddHandlers()
{
    Listen(m_interface);
    GetStack()->AddIcmpv6Handler(
        mip6::ICMPV6_HOME_AGENT_ADDRESS_DISCOVERY_REPLY,
        [this](const Mip6Icmpv6Input& input) { return OnDiscoveryReply(input); });
    GetStack()->AddIcmpv6Handler(
        mip6::ICMPV6_MOBILE_PREFIX_ADVERTISEMENT,
        [this](const Mip6Icmpv6Input& input) { return OnPrefixAdvertisement(input); });
    // About what the home address has sent, and about what the care-of address has.
    GetStack()->AddIcmpv6Handler(mip6::ICMPV6_PARAMETER_PROBLEM,
                                 [this](const Mip6Icmpv6Input& input) {
                                     OnIcmpv6Error(input);
                                     return false; // the stock stack tells the sockets
                                 });
}

void
Mip6MobileNode::OnLinkChange()
{
    if (m_machine && m_device->IsLinkUp())
    {
        Apply(m_machine->HandleLinkUp(Simulator::Now()));
    }
}

bool
Mip6MobileNode::OnRouterAdvertisement(const Mip6Icmpv6Input& input)
{
    auto decoded = mip6::DecodeRouterAdvertisement(input.message.data(), input.message.size());
    // RFC 4861 section 6.1.2: from a link-local address.
    if (!decoded || !input.header.GetSource().IsLinkLocal())
    {
        return true;
    }
    const auto actions =
        m_machine->HandleRouterAdvertisement(Simulator::Now(),
                                             {input.header.GetSource(), std::move(*decoded.value)});
    const bool isManaged = std::any_of(actions.begin(), actions.end(), [](const auto& action) {
        const auto* drop = std::get_if<mip6::ReportDrop>(&action);
        return drop && drop->reason == Mip6DropReason::MANAGED_ADDRESSES;
    });
    if (isManaged)
    {
        NS_LOG_WARN("the link of " << input.header.GetSource()
                                   << " has no prefix for an address but a server, see the "
                                      "attribute AddressConfiguration");
    }
    Apply(actions);
    return true;
}

bool
Mip6MobileNode::OnNeighborAdvertisement(const Mip6Icmpv6Input& input)
{
    const auto decoded =
        mip6::DecodeNeighborAdvertisement(input.message.data(), input.message.size());
    if (!decoded)
    {
        return false;
    }
    const mip6::NeighborAdvertisement& message = *decoded.value;
    const auto homeAgent = GetHomeAgent(message.target);
    const auto* linkLayer = mip6::FindOption<mip6::TargetLinkLayerAddress>(message.options);
    const bool isFromProxy = homeAgent && linkLayer && GetState() == Mip6MobileNodeState::RETURNING;
    if (isFromProxy)
    {
        // RFC 6275 section 11.5.5: who defends the home address is the home agent.
        m_configuration->LearnNeighbor(*homeAgent, linkLayer->address);
    }
    Apply(m_machine->HandleNeighborAdvertisement(Simulator::Now(),
                                                 {input.header.GetSource(), message}));
    return isFromProxy;
}

bool
Mip6MobileNode::OnDiscoveryReply(const Mip6Icmpv6Input& input)
{
    auto decoded =
        mip6::DecodeHomeAgentAddressDiscoveryReply(input.message.data(), input.message.size());
    if (!decoded)
    {
        return true;
    }
    TraceSignalling(MakeDiscoveryRecord(input, *decoded.value));
    Apply(m_machine->HandleDiscoveryReply(
        Simulator::Now(),
        {input.header.GetSource(), input.header.GetDestination(), std::move(*decoded.value)}));
    return true;
}

bool
Mip6MobileNode::OnPrefixAdvertisement(const Mip6Icmpv6Input& input)
{
    auto decoded =
        mip6::DecodeMobilePrefixAdvertisement(input.message.data(), input.message.size());
    if (!decoded)
    {
        return true;
    }
    TraceSignalling(MakeDiscoveryRecord(input, *decoded.value));
    std::optional<Ipv6Address> homeAddress;
    if (input.HasType2Routing())
    {
        homeAddress = input.header.GetDestination();
    }
    Apply(m_machine->HandlePrefixAdvertisement(
        Simulator::Now(),
        {input.header.GetSource(), homeAddress, std::move(*decoded.value)}));
    return true;
}

std::optional<mip6::Actions>
Mip6MobileNode::HandleMobilityMessage(const Mip6ReceivedMessage& received)
{
    const Time now = Simulator::Now();
    const mip6::MessagePath path{received.source,
                                 received.destination,
                                 received.isTunnelled,
                                 received.hasType2Routing};
    if (const auto* message = std::get_if<mip6::BindingAcknowledgement>(&received.message))
    {
        return m_machine->HandleBindingAcknowledgement(
            now,
            {received.source, received.destination, *message, received.CopyMobilityHeader()});
    }
    if (const auto* message = std::get_if<mip6::HomeTest>(&received.message))
    {
        return m_machine->HandleHomeTest(now, path, *message);
    }
    if (const auto* message = std::get_if<mip6::CareOfTest>(&received.message))
    {
        return m_machine->HandleCareOfTest(now, path, *message);
    }
    if (const auto* message = std::get_if<mip6::BindingError>(&received.message))
    {
        return m_machine->HandleBindingError(now, path, *message);
    }
    if (std::holds_alternative<mip6::BindingRefreshRequest>(received.message))
    {
        return m_machine->HandleRefreshRequest(now, path);
    }
    return std::nullopt;
}

bool
Mip6MobileNode::HandleMessage(const Mip6ReceivedMessage& received)
{
    const auto actions = m_machine ? HandleMobilityMessage(received) : std::nullopt;
    if (!actions)
    {
        return false;
    }
    TraceSignalling(Mip6MobilityProtocol::MakeRecord(received));
    Apply(*actions, received.packet);
    return true;
}

void
Mip6MobileNode::OnIcmpv6Error(const Mip6Icmpv6Input& input)
{
    if (const auto error = mip6::DecodeIcmpv6Error(input.message.data(), input.message.size()))
    {
        Apply(m_machine->HandleIcmpv6Error(Simulator::Now(), input.header.GetSource(), *error));
    }
}

} // namespace ns3
