/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PREFIX_DISCOVERY_H
#define MIP6_PREFIX_DISCOVERY_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-discovery-messages.h"
#include "ns3/mip6-retransmission.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * Mobile Prefix Discovery, mobile side (RFC 6275 sections 11.4.2 and 11.4.3).
 */

namespace ns3::mip6
{

/// A home registration, over which a mobile node can ask for the prefixes of its home link.
struct PrefixDiscoveryPath
{
    Ipv6Address source;      //!< care-of address
    Ipv6Address homeAddress; //!< that is registered
    Ipv6Address homeAgent;   //!< that has accepted the registration
};

/// When an address will be of less use; absent: never.
struct AddressExpiry
{
    std::optional<Time> preferredUntil; //!< new flows use it up to then
    std::optional<Time> validUntil;     //!< it may be used up to then
};

/// A Mobile Prefix Advertisement as a mobile node receives it.
struct PrefixAdvertisementInput
{
    Ipv6Address source;                     //!< of the IPv6 header
    std::optional<Ipv6Address> homeAddress; //!< ours, of the type 2 routing header; absent: none
    MobilePrefixAdvertisement message;      //!< content
};

/// What to make of a Mobile Prefix Advertisement.
enum class PrefixAdvertisementVerdict : uint8_t
{
    ACCEPTED,    //!< it answers our solicitation: its prefixes count
    UNSOLICITED, //!< it says that there is something to ask for
    DISCARDED,   //!< it says nothing
};

/// What a Mobile Prefix Advertisement has led to.
struct PrefixAdvertisementResult
{
    PrefixAdvertisementVerdict verdict{PrefixAdvertisementVerdict::DISCARDED}; //!< what it is
    std::vector<PrefixInformation> prefixes; //!< if accepted: all of the home link, at least one
    Actions actions;                         //!< to perform
};

/**
 * Asks the home agent for the prefixes of the home link: when told to, when an advertisement comes
 * that was not asked for, and before the home address is of less use. A solicitation is repeated
 * until it is answered. Between one and the next of another reason there are INITIAL_SOLICIT_TIMER
 * at least.
 */
class PrefixDiscovery
{
  public:
    /// @param random bits for identifiers
    explicit PrefixDiscovery(RandomSource random);

    /**
     * Ask, unless an answer is waited for already.
     * @param now current time
     * @param path registration to ask over, also from now on
     * @return actions
     */
    Actions Solicit(Time now, const PrefixDiscoveryPath& path);

    /**
     * A registration has been accepted: from now on ask over it. What is waited for is asked for
     * again at once where the registration is another one, and what is due is.
     * @param now current time
     * @param path the registration
     * @return actions
     */
    Actions Move(Time now, const PrefixDiscoveryPath& path);

    /// There is no registration: nothing is sent or accepted until Solicit or Move.
    void Suspend();

    /**
     * Tell how long the home address lasts, initially for ever. Its prefix is asked for
     * PREFIX_SOLICIT_MARGIN before the next end, or when half of the time up to it is over where
     * that is later; again after each answer that does not put off the end, as long as that time is
     * not below INITIAL_SOLICIT_TIMER.
     * @param now current time
     * @param expiry of the home address
     */
    void SetExpiry(Time now, const AddressExpiry& expiry);

    /**
     * @param now current time
     * @param input an advertisement
     * @return what to make of it
     */
    PrefixAdvertisementResult HandleAdvertisement(Time now, const PrefixAdvertisementInput& input);

    /**
     * @param now current time; harmless if nothing is due
     * @return actions
     */
    Actions HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /// @return whether an answer is waited for
    bool IsRunning() const;

  private:
    /**
     * Begin an exchange, or let one begin once the last solicitation is long enough ago.
     * @param now current time
     * @return actions
     */
    Actions Begin(Time now);
    /**
     * @param now current time
     * @return the solicitation of the exchange that runs
     */
    Actions Send(Time now);
    /**
     * Plan the next solicitation from what is known of the home address.
     * @param now current time
     */
    void Plan(Time now);

    RandomSource m_random;                     //!< for identifiers
    std::optional<PrefixDiscoveryPath> m_path; //!< absent: suspended
    std::optional<uint16_t> m_identifier;      //!< of the exchange that runs; absent: none does
    Retransmission m_retransmission;           //!< runs while an exchange does
    std::optional<Time> m_sentAt;              //!< of the last solicitation; absent: none yet
    AddressExpiry m_expiry;                    //!< of the home address
    std::optional<Time> m_wantedAt;            //!< to begin, as told or for an advertisement
    std::optional<Time> m_plannedAt;           //!< to begin, for m_expiry
};

} // namespace ns3::mip6

#endif /* MIP6_PREFIX_DISCOVERY_H */
