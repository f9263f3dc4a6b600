/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_ADDRESSES_H
#define MIP6_HOME_ADDRESSES_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-home-address-machine.h"
#include "ns3/mip6-home-prefixes.h"
#include "ns3/mip6-movement-detector.h"
#include "ns3/mip6-prefix-discovery.h"
#include "ns3/nstime.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * The home addresses of a mobile node: one for each prefix of its home link (RFC 6275 sections
 * 11.4.3 and 11.5.2, RFC 4862 section 5.5).
 */

namespace ns3::mip6
{

/// The two ends of a flow.
struct FlowAddresses
{
    Ipv6Address homeAddress; //!< of this mobile node
    Ipv6Address peer;        //!< the other end, by its home address if it is mobile
};

/// Tells when a packet of a flow last took its direct path; nothing if none has.
using FlowUse = std::function<std::optional<Time>(const FlowAddresses& ends)>;

/// Where a mobile node is, for a home address that is new there.
struct MobilePlace
{
    bool isAttached{false};         //!< a link is known
    bool isHome{false};             //!< it is the home link
    std::optional<CareOf> careOf{}; //!< usable on it, if it is a foreign one
};

/// Forms home addresses, lets them end, and chooses the one that new flows begin with.
class HomeAddresses
{
  public:
    /// What to do with one home address.
    using Step = std::function<Actions(HomeAddressMachine&)>;

    /**
     * @param config of the mobile node; must outlive this object
     * @param random bits; must outlive this object
     * @param flowUse of direct paths
     */
    HomeAddresses(const MobileNodeConfig& config, const RandomSource& random, FlowUse flowUse);

    HomeAddresses(const HomeAddresses&) = delete;
    HomeAddresses& operator=(const HomeAddresses&) = delete;

    /// @param step what to do with each home address @return actions
    Actions ForAll(const Step& step);

    /// @param homeAddress any address @return it, nullptr if it is none of ours
    HomeAddressMachine* Find(const Ipv6Address& homeAddress) const;
    /// @return the home address of new flows, nullptr without any
    HomeAddressMachine* GetPreferred() const;
    /**
     * @param test what it has to be like
     * @return the first home address that is, nullptr if none is
     */
    HomeAddressMachine* FindIf(const std::function<bool(HomeAddressMachine&)>& test) const;

    /**
     * Find the home link, if none is configured: where there is a home agent.
     * @param advertisement heard
     */
    void LearnHomeLink(const RouterAdvertisement& advertisement);

    /**
     * @param prefixes of a home agent; those with its whole address tell where it is
     */
    void LearnHomeAgents(const std::vector<PrefixInformation>& prefixes);

    /// What is known of the prefixes of the home link.
    struct PrefixNews
    {
        const std::vector<PrefixInformation>& prefixes; //!< of a message
        PrefixOrigin origin{PrefixOrigin::LINK};        //!< who vouches for them
    };

    /**
     * @param now current time
     * @param news of the home link
     * @param place where the mobile node is
     * @return actions
     */
    Actions LearnPrefixes(Time now, const PrefixNews& news, const MobilePlace& place);

    /**
     * @param now current time; harmless if nothing is due
     * @param place where the mobile node is
     * @return actions
     */
    Actions HandleDeadline(Time now, const MobilePlace& place);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /// @return actions: the home address of new flows, where it has to be another one
    Actions ChoosePreferred();

    /// @return when the home address of new flows will be of less use
    AddressExpiry GetExpiry() const;

    /// @return what is known of the prefixes of the home link
    const HomePrefixList& GetPrefixes() const;

    /// @return in the order in which they were formed
    const std::vector<std::unique_ptr<HomeAddressMachine>>& GetAll() const;

  private:
    /**
     * Have a home address for each prefix of the home link, and none for those that have ended.
     * @param now current time
     * @param place where the mobile node is
     * @return actions
     */
    Actions MatchPrefixes(Time now, const MobilePlace& place);
    /**
     * @param config of the home address
     * @return the new entry
     */
    HomeAddressMachine& Add(const MobileNodeConfig& config);
    /**
     * @param range a prefix of the home link
     * @return configuration of a home address that is formed from it
     */
    MobileNodeConfig MakeConfig(const AddressRange& range) const;
    /**
     * Let a new home address live through what has brought the mobile node to its place.
     * @param now current time
     * @param home the new one
     * @param place where the mobile node is
     * @return actions
     */
    static Actions CatchUp(Time now, HomeAddressMachine& home, const MobilePlace& place);
    /// @param home one of them @return whether new flows may begin with it
    bool IsGood(const HomeAddressMachine& home) const;

    const MobileNodeConfig& m_config;                         //!< of the mobile node
    const RandomSource& m_random;                             //!< bits
    FlowUse m_flowUse;                                        //!< of direct paths
    HomePrefixList m_prefixes;                                //!< of the home link
    std::vector<Ipv6Address> m_homeAgents;                    //!< that have shown their addresses
    std::vector<std::unique_ptr<HomeAddressMachine>> m_homes; //!< in the order of their forming
    Ipv6Address m_preferred;                                  //!< of new flows
};

} // namespace ns3::mip6

#endif /* MIP6_HOME_ADDRESSES_H */
