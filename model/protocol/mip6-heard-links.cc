/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-heard-links.h"

#include <algorithm>
#include <utility>

namespace ns3::mip6
{

namespace
{

/**
 * @tparam Condition of a link
 * @param links where to look, the one heard last at the end
 * @param condition that it has to meet
 * @return the last one that does, taken out
 */
template <typename Condition>
std::optional<HeardLink>
TakeLast(std::vector<HeardLink>& links, Condition condition)
{
    const auto found = std::find_if(links.rbegin(), links.rend(), condition);
    if (found == links.rend())
    {
        return std::nullopt;
    }
    HeardLink link = std::move(*found);
    links.erase(std::next(found).base());
    return link;
}

} // namespace

bool
HeardLink::IsHeard(Time now) const
{
    return now < silentAt && (!prefixValidUntil || now < *prefixValidUntil);
}

bool
HeardLink::IsSameLink(const HeardLink& other) const
{
    const bool areHome = attachment.home && other.attachment.home;
    return areHome || (attachment.prefix == other.attachment.prefix &&
                       attachment.prefixLength == other.attachment.prefixLength);
}

bool
HeardLinks::Hear(Time now, const HeardLink& link)
{
    const bool wasHeard = std::any_of(m_links.begin(), m_links.end(), [&](const HeardLink& known) {
        return known.IsSameLink(link) && known.IsHeard(now);
    });
    m_links.erase(std::remove_if(m_links.begin(),
                                 m_links.end(),
                                 [&](const HeardLink& known) {
                                     const bool same =
                                         known.IsSameLink(link) &&
                                         known.attachment.router == link.attachment.router;
                                     return same || !known.IsHeard(now);
                                 }),
                  m_links.end());
    if (m_links.size() == MAX_HEARD_LINKS)
    {
        m_links.erase(m_links.begin());
    }
    m_links.push_back(link);
    return wasHeard;
}

std::optional<HeardLink>
HeardLinks::TakeOtherLink(Time now, const std::optional<HeardLink>& present)
{
    return TakeLast(m_links, [&](const HeardLink& link) {
        return link.IsHeard(now) && !(present && link.IsSameLink(*present));
    });
}

std::optional<HeardLink>
HeardLinks::TakeOtherRouter(Time now, const HeardLink& present)
{
    return TakeLast(m_links, [&](const HeardLink& link) {
        return link.IsHeard(now) && link.IsSameLink(present) && link.attachment.defaultRouter &&
               link.attachment.router != present.attachment.router;
    });
}

void
HeardLinks::Clear()
{
    m_links.clear();
}

} // namespace ns3::mip6
