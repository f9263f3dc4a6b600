/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ADVERTISEMENT_READER_H
#define MIP6_ADVERTISEMENT_READER_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-heard-links.h"
#include "ns3/mip6-nd-messages.h"
#include "ns3/nstime.h"

#include <optional>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * What a Router Advertisement tells a mobile node about its link (RFC 6275 sections 11.5.1 to
 * 11.5.3).
 */

namespace ns3::mip6
{

/// A Router Advertisement and who sent it.
struct RouterAdvertisementInput
{
    Ipv6Address router;                //!< link-local source
    RouterAdvertisement advertisement; //!< content
};

/// Reads advertisements by what the mobile node is configured with.
class AdvertisementReader
{
  public:
    /// @param config constant, but for the home prefixes
    explicit AdvertisementReader(const MovementConfig& config);

    /// @param prefixes home subnet prefixes, each with any address in it
    void SetHomePrefixes(const std::vector<AddressRange>& prefixes);

    /**
     * @param prefix a prefix, or any address in it
     * @param length its length
     * @return whether it is a home subnet prefix
     */
    bool IsHomePrefix(const Ipv6Address& prefix, uint8_t length) const;

    /**
     * @param advertisement any
     * @return the prefix that matters: the home prefix that lasts longest, else the first from
     * which an address can be formed; nullptr if none
     */
    const PrefixInformation* ChoosePrefix(const RouterAdvertisement& advertisement) const;

    /**
     * @param advertisement any
     * @param present link
     * @return its information on the prefix of the present link, or on a home prefix if that link
     * is the home link; nullptr if it is not from the present link
     */
    const PrefixInformation* FindPrefix(const RouterAdvertisement& advertisement,
                                        const Attachment& present) const;

    /**
     * @param now current time
     * @param input advertisement
     * @param prefix that matters
     * @return the link that it shows
     */
    HeardLink MakeLink(Time now,
                       const RouterAdvertisementInput& input,
                       const PrefixInformation& prefix) const;

  private:
    /**
     * @param information a prefix of an advertisement
     * @param advertisement the same
     * @return whether a care-of address can be formed from it
     */
    bool IsUsable(const PrefixInformation& information,
                  const RouterAdvertisement& advertisement) const;

    int64_t m_missedAdvertisements;           //!< that make a router silent
    bool m_stateful;                          //!< care-of addresses are given by servers
    std::vector<AddressRange> m_homePrefixes; //!< with host bits zero
};

} // namespace ns3::mip6

#endif /* MIP6_ADVERTISEMENT_READER_H */
