/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-mobile-node-machine.h"

#include "mip6-earliest.h"

#include "ns3/mip6-numbers.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace ns3::mip6
{

namespace
{

/// @return that a message fits nothing
Actions
Refuse()
{
    return {ReportDrop{Mip6DropReason::UNEXPECTED_MESSAGE}};
}

/// @param options of an advertisement @return its prefixes
std::vector<PrefixInformation>
GetPrefixes(const NdOptions& options)
{
    std::vector<PrefixInformation> prefixes;
    for (const auto& option : options)
    {
        if (const auto* prefix = std::get_if<PrefixInformation>(&option))
        {
            prefixes.push_back(*prefix);
        }
    }
    return prefixes;
}

} // namespace

MobileNodeMachine::MobileNodeMachine(MobileNodeConfig config, RandomSource random, FlowUse flowUse)
    : m_config(std::move(config)),
      m_random(std::move(random)),
      m_detector(m_config.movement),
      m_homes(m_config, m_random, std::move(flowUse)),
      m_prefixDiscovery(m_random)
{
    m_detector.SetHomePrefixes(m_homes.GetPrefixes().GetRanges());
}

// ----- movement

MobilePlace
MobileNodeMachine::GetPlace() const
{
    const auto attachment = m_detector.GetAttachment();
    MobilePlace place;
    place.isAttached = attachment.has_value();
    place.isHome = attachment && attachment->home;
    if (m_careOfAddress)
    {
        place.careOf = CareOf{*m_careOfAddress, m_detector.GetPrefixValidUntil()};
    }
    return place;
}

Actions
MobileNodeMachine::HandleLinkUp(Time now)
{
    const HomeAddressMachine* home = m_homes.GetPreferred();
    Actions actions{
        ReportPhase{Mip6HandoverPhase::LINK_UP, home ? home->GetHomeAddress() : Ipv6Address()}};
    Append(actions, Follow(now, m_detector.HandleLinkUp(now)));
    return actions;
}

Actions
MobileNodeMachine::HandleLinkLost(Time now)
{
    return Follow(now, m_detector.HandleLinkLost());
}

bool
MobileNodeMachine::IsLinkDoubted(Time since) const
{
    return m_detector.IsDoubted(since);
}

Actions
MobileNodeMachine::HandleRouterAdvertisement(Time now, const RouterAdvertisementInput& input)
{
    const RouterAdvertisement& advertisement = input.advertisement;
    m_homes.LearnHomeLink(advertisement);
    m_detector.SetHomePrefixes(m_homes.GetPrefixes().GetRanges());
    Actions actions = Follow(now, m_detector.HandleRouterAdvertisement(now, input));
    const auto prefixes = GetPrefixes(advertisement.options);
    const bool isOfHomeLink = std::any_of(prefixes.begin(), prefixes.end(), [&](const auto& one) {
        return m_homes.GetPrefixes().Find(one.prefix) != nullptr;
    });
    if (!isOfHomeLink || !GetPlace().isHome)
    {
        return actions;
    }
    if (advertisement.homeAgent)
    {
        m_homes.LearnHomeAgents(prefixes);
    }
    Append(actions, LearnHomePrefixes(now, {prefixes, PrefixOrigin::LINK}));
    return actions;
}

Actions
MobileNodeMachine::LearnHomePrefixes(Time now, const HomeAddresses::PrefixNews& news)
{
    Actions actions = m_homes.LearnPrefixes(now, news, GetPlace());
    Append(actions, FollowHomePrefixes(now));
    return actions;
}

Actions
MobileNodeMachine::FollowHomePrefixes(Time now)
{
    m_detector.SetHomePrefixes(m_homes.GetPrefixes().GetRanges());
    m_prefixDiscovery.SetExpiry(now, m_homes.GetExpiry());
    const HomeAddressMachine* home = m_homes.GetPreferred();
    if (home && home->GetHomeAddress() == m_askingHome)
    {
        return {};
    }
    // The registration that was asked over belongs to a home address that ends.
    m_prefixDiscovery.Suspend();
    return home && home->GetState() == Mip6MobileNodeState::REGISTERED
               ? m_prefixDiscovery.Move(now, MakeDiscoveryPath(*home))
               : Actions();
}

PrefixDiscoveryPath
MobileNodeMachine::MakeDiscoveryPath(const HomeAddressMachine& home)
{
    m_askingHome = home.GetHomeAddress();
    return {home.GetCareOfAddress(), home.GetHomeAddress(), *home.GetHomeAgent()};
}

Actions
MobileNodeMachine::HandleNeighborAdvertisement(Time now, const NeighborAdvertisementInput& input)
{
    // RFC 6275 section 11.5.5: the home agent, which defends the home address, has shown itself.
    if (HomeAddressMachine* home = m_homes.Find(input.advertisement.target))
    {
        return home->HandleResolved(now);
    }
    return Follow(now, m_detector.HandleNeighborAdvertisement(now, input));
}

Actions
MobileNodeMachine::Follow(Time now, DetectorResult result)
{
    Actions actions;
    if (result.lost)
    {
        m_careOfAddress.reset();
        actions = m_homes.ForAll([](HomeAddressMachine& home) { return home.Detach(); });
        Append(actions,
               m_homes.ForAll([](HomeAddressMachine& home) { return home.CloseHomeTunnel(); }));
        actions.emplace_back(LeaveLink{});
        Append(actions, m_homes.ForAll([](HomeAddressMachine& home) { return home.LoseLink(); }));
        m_prefixDiscovery.Suspend();
    }
    Append(actions, std::move(result.actions));
    if (!result.attachment)
    {
        const auto validUntil = m_detector.GetPrefixValidUntil();
        Append(actions, m_homes.ForAll([&](HomeAddressMachine& home) {
            return home.SetCareOfValidUntil(now, validUntil);
        }));
        return actions;
    }
    const Attachment& attachment = *result.attachment;
    actions.emplace_back(ReportPhase{Mip6HandoverPhase::ADVERTISED, attachment.router});
    m_careOfAddress.reset();
    m_prefixDiscovery.Suspend();
    Append(actions, m_homes.ForAll([](HomeAddressMachine& home) { return home.Detach(); }));
    Append(actions, attachment.home ? ArriveHome(now, attachment) : ArriveAway(attachment));
    return actions;
}

Actions
MobileNodeMachine::ArriveHome(Time now, const Attachment& attachment)
{
    HomeArrival arrival;
    arrival.isHomeAgent = attachment.homeAgents;
    if (attachment.routerLinkLayerAddress)
    {
        arrival.reachableAgent = attachment.routerGlobalAddress;
    }
    Actions actions{LeaveLink{}, ConfigureLink{attachment}};
    Append(actions,
           m_homes.ForAll([&](HomeAddressMachine& home) { return home.ArriveHome(now, arrival); }));
    return actions;
}

Actions
MobileNodeMachine::ArriveAway(const Attachment& attachment)
{
    Actions actions =
        m_homes.ForAll([](HomeAddressMachine& home) { return home.CloseHomeTunnel(); });
    actions.emplace_back(LeaveLink{});
    Append(actions, m_homes.ForAll([](HomeAddressMachine& home) { return home.LeaveHome(); }));
    actions.emplace_back(ConfigureLink{attachment});
    Append(actions,
           m_homes.ForAll([](HomeAddressMachine& home) { return home.AwaitCareOfAddress(); }));
    return actions;
}

Actions
MobileNodeMachine::HandleCareOfAddressReady(Time now, const Ipv6Address& careOfAddress)
{
    m_careOfAddress = careOfAddress;
    const CareOf careOf{careOfAddress, m_detector.GetPrefixValidUntil()};
    return m_homes.ForAll(
        [&](HomeAddressMachine& home) { return home.HandleCareOfAddressReady(now, careOf); });
}

Actions
MobileNodeMachine::HandleCareOfAddressLost(Time, const Ipv6Address& careOfAddress)
{
    Actions actions{ReportPhase{Mip6HandoverPhase::ADDRESS_DUPLICATE, careOfAddress}};
    if (m_careOfAddress == careOfAddress)
    {
        m_careOfAddress.reset();
        m_prefixDiscovery.Suspend();
    }
    Append(actions, m_homes.ForAll([&](HomeAddressMachine& home) {
        return home.HandleCareOfAddressLost(careOfAddress);
    }));
    return actions;
}

// ----- messages of home agents

Actions
MobileNodeMachine::HandleBindingAcknowledgement(Time now, const BindingAcknowledgementInput& input)
{
    // RFC 6275 section 11.7.3: for a home address of ours.
    HomeAddressMachine* home = m_homes.Find(input.destination);
    if (!home)
    {
        return Refuse();
    }
    Actions actions =
        home->HandleBindingAcknowledgement(now, {input.source, input.message, input.octets});
    if (home->IsDuplicate())
    {
        Append(actions, m_homes.ChoosePreferred());
    }
    const bool isRegistered = home->GetState() == Mip6MobileNodeState::REGISTERED &&
                              home->GetHomeAgent() == input.source &&
                              IsAccepted(input.message.status);
    if (isRegistered && home == m_homes.GetPreferred())
    {
        Append(actions, FollowRegistration(now, *home, input.message.status));
    }
    return actions;
}

Actions
MobileNodeMachine::FollowRegistration(Time now,
                                      const HomeAddressMachine& home,
                                      BindingStatus status)
{
    const PrefixDiscoveryPath path = MakeDiscoveryPath(home);
    // RFC 6275 section 11.7.3: the prefix of the home address is about to be of less use.
    return status == BindingStatus::ACCEPTED_PREFIX_DISCOVERY_NECESSARY
               ? m_prefixDiscovery.Solicit(now, path)
               : m_prefixDiscovery.Move(now, path);
}

Actions
MobileNodeMachine::HandleDiscoveryReply(Time now, const DiscoveryReplyInput& input)
{
    for (const auto& home : m_homes.GetAll())
    {
        if (auto actions = home->HandleDiscoveryReply(now, input))
        {
            return std::move(*actions);
        }
    }
    return Refuse();
}

Actions
MobileNodeMachine::HandlePrefixAdvertisement(Time now, const PrefixAdvertisementInput& input)
{
    PrefixAdvertisementResult result = m_prefixDiscovery.HandleAdvertisement(now, input);
    if (result.verdict == PrefixAdvertisementVerdict::ACCEPTED)
    {
        m_homes.LearnHomeAgents(result.prefixes);
        Append(result.actions, LearnHomePrefixes(now, {result.prefixes, PrefixOrigin::HOME_AGENT}));
    }
    if (result.verdict == PrefixAdvertisementVerdict::DISCARDED)
    {
        Append(result.actions, Refuse());
    }
    return std::move(result.actions);
}

// ----- messages of correspondent nodes

Actions
MobileNodeMachine::HandleHomeTest(Time now, const MessagePath& path, const HomeTest& message)
{
    // RFC 6275 section 11.6.2: to the home address and, away from home, through the tunnel.
    HomeAddressMachine* home = m_homes.Find(path.destination);
    if (!home || path.isTunnelled != home->IsAway() || path.hasType2Routing)
    {
        return Refuse();
    }
    return home->GetOptimizer().HandleHomeTest(now, path.source, message);
}

Actions
MobileNodeMachine::HandleCareOfTest(Time now, const MessagePath& path, const CareOfTest& message)
{
    // RFC 6275 section 11.6.2: to the present care-of address, not through the tunnel.
    if (path.isTunnelled || path.hasType2Routing || path.destination != m_careOfAddress)
    {
        return Refuse();
    }
    HomeAddressMachine* home = m_homes.FindIf([&](HomeAddressMachine& one) {
        return one.GetOptimizer().IsExpected(path.source, message);
    });
    return home ? home->GetOptimizer().HandleCareOfTest(now, path.source, message) : Refuse();
}

Actions
MobileNodeMachine::HandleBindingError(Time now,
                                      const MessagePath& path,
                                      const BindingError& message)
{
    HomeAddressMachine* home = m_homes.Find(message.homeAddress);
    if (!home)
    {
        // RFC 6275 section 9.3.3: one about an unknown message type may name no home address.
        home = m_homes.FindIf([&](HomeAddressMachine& one) {
            return one.GetOptimizer().HasRegistration(path.source);
        });
    }
    return home ? home->HandleBindingError(now, path.source, message) : Refuse();
}

Actions
MobileNodeMachine::HandleRefreshRequest(Time now, const MessagePath& path)
{
    // RFC 6275 section 9.5.5: to the home address.
    HomeAddressMachine* home = m_homes.Find(path.destination);
    return home ? home->GetOptimizer().HandleRefreshRequest(now, path.source) : Refuse();
}

Actions
MobileNodeMachine::HandleIcmpv6Error(Time now, const Ipv6Address& source, const Icmpv6Error& error)
{
    // RFC 6275 section 11.3.5: the node that something of ours was sent to does not know the
    // Mobility Header or the Home Address option.
    const QuotedPacket& packet = error.packet;
    const bool isHeader = error.code == PARAMETER_PROBLEM_UNKNOWN_NEXT_HEADER &&
                          packet.nextHeader == NEXT_HEADER_MOBILITY;
    const bool isOption =
        error.code == PARAMETER_PROBLEM_UNKNOWN_OPTION && packet.optionHomeAddress;
    if (error.type != ICMPV6_PARAMETER_PROBLEM || !(isHeader || isOption) ||
        packet.destination != source)
    {
        return {};
    }
    if (HomeAddressMachine* home = m_homes.Find(packet.optionHomeAddress.value_or(packet.source)))
    {
        return home->HandleUnsupported(now, source);
    }
    if (packet.source != m_careOfAddress)
    {
        return {};
    }
    // A Care-of Test Init names no home address.
    return m_homes.ForAll(
        [&](HomeAddressMachine& home) { return home.HandleUnsupported(now, source); });
}

// ----- flows

bool
MobileNodeMachine::NoteTunnelled(Time now, const FlowAddresses& ends)
{
    HomeAddressMachine* home = m_homes.Find(ends.homeAddress);
    return home && home->GetOptimizer().NoteTunnelled(now, ends.peer);
}

Actions
MobileNodeMachine::HandleCorrespondent(Time now, const FlowAddresses& ends)
{
    HomeAddressMachine* home = m_homes.Find(ends.homeAddress);
    if (!home)
    {
        return {};
    }
    HomeAddressMachine* sibling = m_homes.FindIf([&](HomeAddressMachine& other) {
        return &other != home && other.GetOptimizer().HasRegistration(ends.peer);
    });
    return home->GetOptimizer().HandleCorrespondent(now,
                                                    ends.peer,
                                                    sibling ? &sibling->GetOptimizer() : nullptr);
}

// ----- extension of home registrations

Actions
MobileNodeMachine::Withdraw()
{
    m_prefixDiscovery.Suspend();
    return m_homes.ForAll([](HomeAddressMachine& home) { return home.Withdraw(); });
}

Actions
MobileNodeMachine::Reregister(Time now)
{
    return m_homes.ForAll([now](HomeAddressMachine& home) { return home.Reregister(now); });
}

// ----- deadlines

Actions
MobileNodeMachine::HandleDeadline(Time now)
{
    Actions actions = Follow(now, m_detector.HandleDeadline(now));
    Actions ended = m_homes.HandleDeadline(now, GetPlace());
    if (!ended.empty())
    {
        Append(ended, FollowHomePrefixes(now));
    }
    Append(actions, std::move(ended));
    Append(actions,
           m_homes.ForAll([now](HomeAddressMachine& home) { return home.HandleDeadline(now); }));
    Append(actions, m_prefixDiscovery.HandleDeadline(now));
    return actions;
}

std::optional<Time>
MobileNodeMachine::GetNextDeadline() const
{
    auto next = GetEarliest({m_detector.GetNextDeadline(),
                             m_homes.GetNextDeadline(),
                             m_prefixDiscovery.GetNextDeadline()});
    for (const auto& home : m_homes.GetAll())
    {
        next = GetEarliest({next, home->GetNextDeadline()});
    }
    return next;
}

// ----- state

Mip6MobileNodeState
MobileNodeMachine::GetState() const
{
    const HomeAddressMachine* home = m_homes.GetPreferred();
    return home ? home->GetState() : Mip6MobileNodeState::DETACHED;
}

const HomeAddresses&
MobileNodeMachine::GetHomeAddresses() const
{
    return m_homes;
}

bool
MobileNodeMachine::IsLinkHeard(Time now) const
{
    return m_detector.IsLinkHeard(now);
}

std::size_t
MobileNodeMachine::GetBindingUpdateListSize() const
{
    std::size_t size = 0;
    for (const auto& home : m_homes.GetAll())
    {
        size += home->GetBindingUpdateList().GetSize();
    }
    return size;
}

} // namespace ns3::mip6
