/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PREFIX_ADVERTISING_H
#define MIP6_PREFIX_ADVERTISING_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-address-deadlines.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-discovery-messages.h"
#include "ns3/mip6-home-agent-config.h"
#include "ns3/mip6-link-prefixes.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * Which mobile node away from home is told of the prefixes of its home link, and when (RFC 6275
 * section 10.6).
 */

namespace ns3::mip6
{

/// A Mobile Prefix Solicitation of a mobile node that is registered.
struct PrefixSolicitationInput
{
    Ipv6Address homeAddress;          //!< of the Home Address option
    Ipv6Address careOfAddress;        //!< source: where the answer goes
    MobilePrefixSolicitation message; //!< content
};

/// A Mobile Prefix Advertisement that is to be sent.
struct PrefixDelivery
{
    Ipv6Address homeAddress;                  //!< to whom
    std::optional<Ipv6Address> careOfAddress; //!< absent: the registered one
    MobilePrefixAdvertisement message;        //!< content
};

/// In the order in which they are to be sent.
using PrefixDeliveries = std::vector<PrefixDelivery>;

/**
 * Schedules Mobile Prefix Advertisements. What happens to one mobile node costs O(log n), a change
 * of the prefixes O(n log n).
 */
class PrefixAdvertising
{
  public:
    /**
     * @param config constant
     * @param prefixes of the home link
     * @param random bits for identifiers and delays
     */
    PrefixAdvertising(PrefixAdvertisingConfig config, LinkPrefixes prefixes, RandomSource random);

    /**
     * The prefixes of the home link have changed.
     * @param now current time
     * @param prefixes all of them
     * @return what to send
     */
    PrefixDeliveries HandlePrefixes(Time now, LinkPrefixes prefixes);

    /**
     * A Binding Update from away has been accepted.
     * @param now current time
     * @param homeAddress registered
     * @return what to send
     */
    PrefixDeliveries HandleRegistration(Time now, const Ipv6Address& homeAddress);

    /// @return whether a registered mobile node is to acknowledge an advertisement; if not, a
    /// refresh of its binding is no news for HandleRegistration
    bool IsAnyUnanswered() const;

    /**
     * A binding has ended without the mobile node having said so.
     * @param now current time
     * @param homeAddress not registered any more
     */
    void HandleExpiry(Time now, const Ipv6Address& homeAddress);

    /**
     * The mobile node is at home: it sees the Router Advertisements.
     * @param homeAddress not registered any more
     */
    void HandleDeletion(const Ipv6Address& homeAddress);

    /**
     * @param now current time
     * @param input a solicitation
     * @return what to send; nothing yet if an advertisement has just been sent
     */
    PrefixDeliveries HandleSolicitation(Time now, const PrefixSolicitationInput& input);

    /**
     * @param now current time; harmless if nothing is due
     * @return what to send
     */
    PrefixDeliveries HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /// @return the prefixes of the home link
    const LinkPrefixes& GetPrefixes() const;

  private:
    /// What is known of one mobile node.
    struct Listener
    {
        std::optional<Time> sentAt;   //!< of the last advertisement; absent: none yet
        std::optional<Time> answerAt; //!< of the solicitation in m_open; absent: none is open
        std::optional<Time> sendAt;   //!< unsolicited, or repeated; absent: none is scheduled
        std::optional<Time> reviewAt; //!< ensure then that one is scheduled
        uint16_t identifier{0};       //!< of the unsolicited one that is repeated
        uint16_t sent{0};             //!< times that it was sent; 0: it is acknowledged or new
        bool registered{true};        //!< false: only its silence is remembered
    };

    /// All of them.
    using Listeners = std::unordered_map<Ipv6Address, Listener, Ipv6AddressHash>;
    /// One of them.
    using Entry = Listeners::value_type;

    /// @param now current time @param homeAddress registered @return delay of an unsolicited one
    Time DrawDelay(Time now, const Ipv6Address& homeAddress) const;
    /**
     * Schedule an unsolicited advertisement.
     * @param now current time
     * @param entry nothing of which is scheduled
     */
    void Schedule(Time now, Entry& entry);
    /**
     * The prefixes have changed.
     * @param now current time
     * @param before as they were
     * @param added whether there is one that was not there
     * @param entry of a mobile node
     */
    void Review(Time now, const LinkPrefixes& before, bool added, Entry& entry);
    /**
     * Do what is due, and follow what the entry waits for afterwards.
     * @param now current time
     * @param entry of a mobile node that is registered
     * @return what to send
     */
    PrefixDeliveries Serve(Time now, Entry& entry);
    /// @param entry whose deadline is to follow what it waits for
    void Arm(const Entry& entry);
    /// @param listener of this object @param sent its new value; the only writer
    void SetSent(Listener& listener, uint16_t sent);
    /// @param found to forget
    void Erase(Listeners::iterator found);
    /**
     * An advertisement leaves.
     * @param now current time
     * @param entry to whom
     * @param identifier to put in
     * @return with all prefixes of the home link
     */
    PrefixDelivery Deliver(Time now, Entry& entry, uint16_t identifier) const;

    PrefixAdvertisingConfig m_config; //!< constant
    RandomSource m_random;            //!< bits
    LinkPrefixes m_prefixes;          //!< of the home link
    Listeners m_listeners;            //!< by home address
    AddressDeadlines m_deadlines;     //!< of m_listeners
    std::unordered_map<Ipv6Address, PrefixSolicitationInput, Ipv6AddressHash>
        m_open;                  //!< solicitations to be answered, by home address
    std::size_t m_unanswered{0}; //!< listeners with an advertisement to acknowledge
};

} // namespace ns3::mip6

#endif /* MIP6_PREFIX_ADVERTISING_H */
