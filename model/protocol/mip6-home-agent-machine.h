/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_AGENT_MACHINE_H
#define MIP6_HOME_AGENT_MACHINE_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-binding-cache.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/nstime.h"

#include <optional>
#include <unordered_map>

/**
 * @file
 * @ingroup mip6-protocol
 * The home agent: accepts, refuses, deletes and expires home registrations (RFC 6275 sections 10.3
 * and 10.4).
 */

namespace ns3::mip6
{

/// A Binding Update as a home agent receives it.
struct BindingUpdateInput
{
    Ipv6Address source;      //!< of the IPv6 header on the wire: where the answer goes
    Ipv6Address homeAddress; //!< of the Home Address option, else the source
    Ipv6Address destination; //!< our address
    BindingUpdate message;   //!< content
};

/// What probing a home address on the home link has shown.
enum class DadOutcome : uint8_t
{
    UNIQUE,      //!< nobody answered
    DUPLICATE,   //!< somebody uses the address
    UNAVAILABLE, //!< the home link cannot be probed
};

/// Serves the mobile nodes of one home subnet prefix.
class HomeAgentMachine
{
  public:
    /// @param config constant
    explicit HomeAgentMachine(HomeAgentConfig config);

    /**
     * @param now current time
     * @param input a Binding Update with the H bit
     * @return actions
     */
    Actions HandleBindingUpdate(Time now, const BindingUpdateInput& input);

    /**
     * Answer to StartDad. Ignored if the address is not being probed any more.
     * @param now current time
     * @param homeAddress probed
     * @param outcome of the probe
     * @return actions
     */
    Actions HandleDadResult(Time now, const Ipv6Address& homeAddress, DadOutcome outcome);

    /**
     * @param now current time; harmless if nothing is due
     * @return actions
     */
    Actions HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /// @return the home registrations
    const BindingCache& GetBindingCache() const;

    /// @return registrations that wait for the end of duplicate address detection
    std::size_t GetPendingCount() const;

  private:
    /// A Binding Update that has been checked as far as its octets go.
    struct Request
    {
        BindingUpdateInput input;  //!< as received
        Ipv6Address careOfAddress; //!< from the Alternate Care-of Address option, else the source
        bool deletes{false};       //!< de-registration
    };

    /**
     * @param input as received
     * @return with the care-of address of the binding
     */
    static Request MakeRequest(const BindingUpdateInput& input);
    /**
     * @param homeAddress of a mobile node
     * @return its last sequence number that was not refused, nothing if it is unknown
     */
    std::optional<uint16_t> FindLastSequence(const Ipv6Address& homeAddress) const;
    /**
     * @param request to judge
     * @return a status that refuses it, nothing if it may go on
     */
    std::optional<BindingStatus> Judge(const Request& request) const;
    /**
     * @param request a registration or refresh that may go on
     * @param now current time
     * @return actions
     */
    Actions Accept(const Request& request, Time now);
    /**
     * @param request a deletion that may go on
     * @return actions
     */
    Actions Delete(const Request& request);
    /**
     * @param binding that has ended
     * @param event why
     * @return actions: interception ends
     */
    static Actions EndBinding(const Binding& binding, Mip6BindingEvent event);
    /**
     * @param request to answer
     * @param acknowledgement with status, lifetime and options; the rest is filled in
     * @return the answer
     */
    static SendMessage Answer(const Request& request, BindingAcknowledgement acknowledgement);
    /**
     * @param request to refuse
     * @param status why
     * @return the answer
     */
    Actions Refuse(const Request& request, BindingStatus status) const;
    /**
     * @param address any
     * @return whether it lies in the home subnet
     */
    bool IsOnHomeSubnet(const Ipv6Address& address) const;

    HomeAgentConfig m_config;                                            //!< constant
    BindingCache m_cache;                                                //!< accepted registrations
    std::unordered_map<Ipv6Address, Request, Ipv6AddressHash> m_pending; //!< being probed
};

} // namespace ns3::mip6

#endif /* MIP6_HOME_AGENT_MACHINE_H */
