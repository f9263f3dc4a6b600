/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-movement-detector.h"

#include "mip6-earliest.h"
#include "mip6-prefix-lifetime.h"

namespace ns3::mip6
{

MovementDetector::MovementDetector(const MovementConfig& config)
    : m_policy(config.policy),
      m_reader(config)
{
}

void
MovementDetector::SetHomePrefixes(const std::vector<AddressRange>& prefixes)
{
    m_reader.SetHomePrefixes(prefixes);
}

// ----- inputs

DetectorResult
MovementDetector::HandleLinkUp(Time now)
{
    if (!m_present)
    {
        m_others.Clear();
        return {std::nullopt, Solicit(now)};
    }
    const MovementVerdict verdict = Judge(now, MovementEvent::LINK_UP);
    if (verdict == MovementVerdict::STAY)
    {
        return {};
    }
    // Whatever was heard before was heard elsewhere.
    m_others.Clear();
    m_present->silentAt = now;
    return Obey(now, MovementEvent::LINK_UP, verdict);
}

DetectorResult
MovementDetector::HandleLinkLost()
{
    m_present.reset();
    m_others.Clear();
    m_doubtedAt.reset();
    m_missedAt.reset();
    m_probe.Stop();
    m_solicitation.Stop();
    return {std::nullopt, {}, true};
}

DetectorResult
MovementDetector::HandleRouterAdvertisement(Time now, const RouterAdvertisementInput& input)
{
    const auto* present =
        m_present ? m_reader.FindPrefix(input.advertisement, m_present->attachment) : nullptr;
    if (present)
    {
        return HandlePresentLink(now, input, *present);
    }
    const auto* chosen = m_reader.ChoosePrefix(input.advertisement);
    if (!chosen)
    {
        // The M flag tells of a server, but without a prefix to know the link by nobody asks it.
        return {std::nullopt,
                input.advertisement.managed ? Actions{ReportDrop{Mip6DropReason::MANAGED_ADDRESSES}}
                                            : Actions()};
    }
    const HeardLink link = m_reader.MakeLink(now, input, *chosen);
    if (!m_present)
    {
        return SwitchTo(now, link);
    }
    const bool wasHeard = m_others.Hear(now, link);
    return Decide(now, wasHeard ? MovementEvent::OTHER_LINK_HEARD : MovementEvent::NEW_LINK_HEARD);
}

DetectorResult
MovementDetector::HandlePresentLink(Time now,
                                    const RouterAdvertisementInput& input,
                                    const PrefixInformation& prefix)
{
    const HeardLink heard = m_reader.MakeLink(now, input, prefix);
    const bool lasts = prefix.validLifetime.IsStrictlyPositive();
    if (lasts && heard.attachment.home != m_present->attachment.home)
    {
        return SwitchTo(now, heard); // the home prefixes have changed
    }
    UpdatePrefix(now, heard, prefix);
    // RFC 6275 section 11.5.2: at home, any router of the home subnet will do. Elsewhere a link
    // whose router is no default router (any more) is of no use.
    if (m_present->attachment.home || heard.attachment.defaultRouter)
    {
        Confirm();
    }
    return input.router == m_present->attachment.router ? HandlePresentRouter(now, heard)
                                                        : HandleOtherRouter(now, heard);
}

DetectorResult
MovementDetector::HandlePresentRouter(Time now, const HeardLink& heard)
{
    const bool wasDefault = m_present->attachment.defaultRouter;
    m_present->silence = heard.silence;
    m_present->silentAt = heard.silentAt;
    m_present->attachment.homeAgents = heard.attachment.homeAgents;
    if (heard.attachment.defaultRouter == wasDefault)
    {
        if (wasDefault || m_present->attachment.home)
        {
            AwaitRouter(now);
        }
        return {};
    }
    if (!wasDefault)
    {
        return UseRouterOf(now, heard);
    }
    // RFC 4861 section 6.3.4: lifetime 0 takes it from the list of default routers at once.
    return HandleRouterGone(now, MovementEvent::ROUTER_WITHDRAWN);
}

DetectorResult
MovementDetector::HandleOtherRouter(Time now, const HeardLink& heard)
{
    if (heard.attachment.defaultRouter && !m_present->attachment.defaultRouter)
    {
        return UseRouterOf(now, heard);
    }
    m_others.Hear(now, heard);
    if (!m_missedAt && !m_doubtedAt)
    {
        AwaitRouter(now);
    }
    return {};
}

DetectorResult
MovementDetector::HandleNeighborAdvertisement(Time now, const NeighborAdvertisementInput& input)
{
    if (!m_probe.IsAnswer(input))
    {
        return {};
    }
    Confirm();
    AwaitRouter(now);
    return Decide(now, MovementEvent::ROUTER_REACHABLE);
}

DetectorResult
MovementDetector::HandleDeadline(Time now)
{
    if (m_present && m_present->prefixValidUntil && *m_present->prefixValidUntil <= now)
    {
        return HandlePrefixEnd(now);
    }
    if (m_missedAt && *m_missedAt <= now)
    {
        m_missedAt.reset();
        return HandleRouterGone(now, MovementEvent::ADVERTISEMENTS_MISSED);
    }
    if (m_probe.HasFailed(now))
    {
        m_probe.Stop();
        return HandleRouterGone(now, MovementEvent::ROUTER_UNREACHABLE);
    }
    DetectorResult result{std::nullopt, m_probe.HandleDeadline(now)};
    if (m_solicitation.IsDue(now))
    {
        m_solicitation.Repeat(now);
        result.actions.emplace_back(SolicitRouter{});
    }
    return result;
}

DetectorResult
MovementDetector::HandleRouterGone(Time now, MovementEvent event)
{
    // RFC 4861 section 6.3.6: another default router of the same link takes its place.
    if (const auto other = m_others.TakeOtherRouter(now, *m_present))
    {
        return UseRouterOf(now, *other);
    }
    if (event != MovementEvent::ROUTER_WITHDRAWN)
    {
        return Decide(now, event);
    }
    m_present->attachment.defaultRouter = false;
    m_missedAt.reset();
    const Action action = UseRouter{m_present->attachment};
    // RFC 6275 section 11.5.2: the home link is where the home prefix is, whoever routes.
    DetectorResult result = m_present->attachment.home ? DetectorResult() : Decide(now, event);
    result.actions.insert(result.actions.begin(), action);
    return result;
}

DetectorResult
MovementDetector::HandlePrefixEnd(Time now)
{
    const MovementVerdict verdict = Judge(now, MovementEvent::PREFIX_ENDED);
    const auto other = verdict == MovementVerdict::SWITCH ? m_others.TakeOtherLink(now, m_present)
                                                          : std::optional<HeardLink>();
    m_present.reset();
    if (other)
    {
        return SwitchTo(now, *other);
    }
    m_doubtedAt.reset();
    m_missedAt.reset();
    m_probe.Stop();
    return {std::nullopt, Solicit(now), true};
}

// ----- decisions

MovementVerdict
MovementDetector::Judge(Time now, MovementEvent event) const
{
    const bool recentlyHeard = now < m_present->silentAt;
    return m_policy(MovementEvidence{event, m_doubtedAt.has_value(), recentlyHeard});
}

DetectorResult
MovementDetector::Decide(Time now, MovementEvent event)
{
    return Obey(now, event, Judge(now, event));
}

DetectorResult
MovementDetector::Obey(Time now, MovementEvent event, MovementVerdict verdict)
{
    if (verdict == MovementVerdict::STAY)
    {
        return {};
    }
    if (verdict == MovementVerdict::SWITCH)
    {
        if (const auto other = m_others.TakeOtherLink(now, m_present))
        {
            return SwitchTo(now, *other);
        }
    }
    const bool isHeard =
        event == MovementEvent::NEW_LINK_HEARD || event == MovementEvent::OTHER_LINK_HEARD;
    if (verdict == MovementVerdict::PROBE)
    {
        DetectorResult result{std::nullopt, m_probe.Start(now, m_present->attachment)};
        if (!isHeard)
        {
            Append(result.actions, Solicit(now));
        }
        return result;
    }
    const bool isKnown = m_doubtedAt && event != MovementEvent::LINK_UP;
    m_doubtedAt = isKnown ? m_doubtedAt : now;
    m_missedAt.reset();
    return {std::nullopt, isKnown ? Actions() : Solicit(now)};
}

DetectorResult
MovementDetector::SwitchTo(Time now, const HeardLink& link)
{
    if (m_present && m_present->IsHeard(now))
    {
        m_others.Hear(now, *m_present);
    }
    m_present = link;
    Attachment& attachment = m_present->attachment;
    attachment.home = m_reader.IsHomePrefix(attachment.prefix, attachment.prefixLength);
    Confirm();
    AwaitRouter(now);
    return {attachment};
}

DetectorResult
MovementDetector::UseRouterOf(Time now, const HeardLink& link)
{
    Attachment& attachment = m_present->attachment;
    attachment.router = link.attachment.router;
    attachment.routerLinkLayerAddress = link.attachment.routerLinkLayerAddress;
    attachment.routerGlobalAddress = link.attachment.routerGlobalAddress;
    attachment.homeAgents = link.attachment.homeAgents;
    attachment.defaultRouter = link.attachment.defaultRouter;
    m_present->silence = link.silence;
    m_present->silentAt = link.silentAt;
    Confirm();
    AwaitRouter(now);
    return {std::nullopt, {UseRouter{attachment}}};
}

Actions
MovementDetector::Solicit(Time now)
{
    m_solicitation.Start(now, RTR_SOLICITATION_INTERVAL, MAX_RTR_SOLICITATION_INTERVAL);
    return {SolicitRouter{}};
}

void
MovementDetector::Confirm()
{
    m_doubtedAt.reset();
    m_solicitation.Stop();
    m_probe.Stop();
}

void
MovementDetector::AwaitRouter(Time now)
{
    m_missedAt.reset();
    if (m_present->silence.IsStrictlyPositive())
    {
        m_missedAt = now + m_present->silence;
    }
}

void
MovementDetector::UpdatePrefix(Time now, const HeardLink& heard, const PrefixInformation& prefix)
{
    auto& validUntil = m_present->prefixValidUntil;
    Attachment& present = m_present->attachment;
    if (heard.attachment.prefix == present.prefix &&
        heard.attachment.prefixLength == present.prefixLength)
    {
        validUntil = RenewUnauthenticated(now, validUntil, prefix.validLifetime);
        return;
    }
    // Another home prefix: the link lasts as long as one of them.
    const auto announced = GetLifetimeEnd(now, prefix.validLifetime);
    if (EndsBefore(validUntil, announced))
    {
        present.prefix = heard.attachment.prefix;
        present.prefixLength = heard.attachment.prefixLength;
        validUntil = announced;
    }
}

std::optional<Time>
MovementDetector::GetNextDeadline() const
{
    return GetEarliest({GetPrefixValidUntil(),
                        m_missedAt,
                        m_probe.GetNextDeadline(),
                        m_solicitation.GetRetryAt()});
}

bool
MovementDetector::IsDoubted(Time since) const
{
    return !m_present || (m_doubtedAt && *m_doubtedAt <= since);
}

std::optional<Attachment>
MovementDetector::GetAttachment() const
{
    return m_present ? std::optional<Attachment>(m_present->attachment) : std::nullopt;
}

bool
MovementDetector::IsLinkHeard(Time now) const
{
    return m_present && now < m_present->silentAt;
}

std::optional<Time>
MovementDetector::GetPrefixValidUntil() const
{
    return m_present ? m_present->prefixValidUntil : std::nullopt;
}

} // namespace ns3::mip6
