/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_CORRESPONDENT_MACHINE_H
#define MIP6_CORRESPONDENT_MACHINE_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-address-deadlines.h"
#include "ns3/mip6-binding-cache.h"
#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-nonces.h"
#include "ns3/mip6-retired-sequences.h"
#include "ns3/mip6-return-routability-keys.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <unordered_map>

/**
 * @file
 * @ingroup mip6-protocol
 * The correspondent node: answers return routability tests, judges Binding Updates, keeps bindings
 * (RFC 6275 sections 5.2 and 9).
 */

namespace ns3::mip6
{

/// A Home Test Init or Care-of Test Init as a correspondent node receives it.
struct TestInitInput
{
    Ipv6Address source;               //!< of the IPv6 header
    Ipv6Address destination;          //!< our address
    bool hasHomeAddressOption{false}; //!< whether there was a Home Address option
    bool hasType2Routing{false};      //!< whether there was a type 2 routing header
    Cookie cookie{};                  //!< to return
};

/// A Binding Update as a correspondent node receives it.
struct CorrespondentUpdateInput
{
    Ipv6Address source;           //!< of the IPv6 header on the wire: where the answer goes
    Ipv6Address homeAddress;      //!< of the Home Address option, else the source
    Ipv6Address destination;      //!< our address
    bool hasType2Routing{false};  //!< whether there was a type 2 routing header
    bool isHomeRegistered{false}; //!< whether a home agent on this node serves homeAddress
    BindingUpdate message;        //!< content
    Bytes octets;                 //!< the Mobility Header, for its authenticator
};

/// An ICMPv6 Destination Unreachable about a packet that was sent with a type 2 routing header.
struct UnreachableInput
{
    Ipv6Address homeAddress;   //!< in the routing header
    Ipv6Address careOfAddress; //!< destination of the packet
};

/// Serves any number of mobile nodes. Stateless until a Binding Update is authorized.
class CorrespondentMachine
{
  public:
    /**
     * @param config constant
     * @param random bits
     * @param lastUse of the direct path of a home address
     */
    CorrespondentMachine(const CorrespondentNodeConfig& config,
                         const RandomSource& random,
                         LastUse lastUse);

    CorrespondentMachine(const CorrespondentMachine&) = delete;
    CorrespondentMachine& operator=(const CorrespondentMachine&) = delete;

    /**
     * @param now current time
     * @param input a Home Test Init
     * @return actions
     */
    Actions HandleHomeTestInit(Time now, const TestInitInput& input);

    /**
     * @param now current time
     * @param input a Care-of Test Init
     * @return actions
     */
    Actions HandleCareOfTestInit(Time now, const TestInitInput& input);

    /**
     * @param now current time
     * @param input a Binding Update
     * @return actions
     */
    Actions HandleBindingUpdate(Time now, const CorrespondentUpdateInput& input);

    /**
     * @param now current time
     * @param input an error about a packet of ours
     * @return actions
     */
    Actions HandleUnreachable(Time now, const UnreachableInput& input);

    /**
     * @param now current time; harmless if nothing is due
     * @return actions
     */
    Actions HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /// @return the bindings of correspondent registrations
    const BindingCache& GetBindingCache() const;

  private:
    /// A Binding Update without the H bit. Lives as long as its input.
    struct Request
    {
        /// @return what the authenticators of the request and of its answer cover
        AuthenticatedAddresses GetAddresses() const;

        const CorrespondentUpdateInput& input; //!< as received
        Ipv6Address careOfAddress;  //!< from the Alternate Care-of Address option, else the source
        bool deletes{false};        //!< de-registration
        BindingManagementKey key{}; //!< from the tokens that its nonces give
    };

    /// What is known of a binding besides its entry in the cache.
    struct Facts
    {
        Time acceptedAt;              //!< the last Binding Update
        uint32_t unreachableCount{0}; //!< errors since then
    };

    /// The nonces that a Binding Update names; nothing for one that is unknown or too old.
    struct NamedNonces
    {
        std::optional<Nonce> home;   //!< of the home keygen token
        std::optional<Nonce> careOf; //!< of the care-of keygen token
    };

    /**
     * @param input as received
     * @return with the care-of address of the binding
     */
    static Request MakeRequest(const CorrespondentUpdateInput& input);
    /**
     * @param request to judge
     * @return whether its care-of address may be bound
     */
    bool HasUsableCareOfAddress(const Request& request) const;
    /**
     * RFC 6275 section 15.1 warns of it: packets for the home address would come back to it.
     * @param request a registration
     * @return whether its binding would close a circle
     */
    bool IsCircular(const Request& request) const;
    /**
     * @param nonces that a request names
     * @param deletes whether it is a de-registration
     * @return a status that refuses it, nothing if it may go on
     */
    static std::optional<BindingStatus> JudgeNonces(const NamedNonces& nonces, bool deletes);
    /**
     * @param request whose nonces are known
     * @param nonces them
     * @return its key
     */
    BindingManagementKey ComputeKey(const Request& request, const NamedNonces& nonces) const;
    /**
     * @param now current time
     * @param homeAddress of a mobile node
     * @return its last sequence number that counts, nothing if there is none
     */
    std::optional<uint16_t> FindLastSequence(Time now, const Ipv6Address& homeAddress) const;
    /**
     * @param input a Binding Update with the H bit
     * @return actions: none of them changes anything
     */
    Actions RefuseHomeRegistration(const CorrespondentUpdateInput& input) const;
    /**
     * @param now current time
     * @param request whose authenticator is right
     * @return actions
     */
    Actions HandleAuthorized(Time now, const Request& request);
    /**
     * @param now current time
     * @param request a registration or refresh that may go on
     * @return actions
     */
    Actions Accept(Time now, const Request& request);
    /**
     * @param now current time
     * @param request a deletion that may go on
     * @return actions
     */
    Actions Delete(Time now, const Request& request);
    /**
     * Make room for one binding more, if there is none.
     * @param now current time
     * @return actions
     */
    Actions ReplaceOne(Time now);
    /**
     * Remove, if the cache has not done so.
     * @param now current time
     * @param binding that has ended
     * @param event why
     * @return actions: its packets take the normal way
     */
    Actions EndBinding(Time now, const Binding& binding, Mip6BindingEvent event);
    /**
     * Protect against updates that are played again although their binding is gone.
     * @param now current time
     * @param retired what to remember
     */
    void Remember(Time now, const RetiredSequence& retired);
    /**
     * @param homeAddress of a binding that will end soon
     * @return a Binding Refresh Request if the binding is in use, else nothing
     */
    Actions AskForRefresh(const Ipv6Address& homeAddress) const;
    /**
     * @param input to answer
     * @param acknowledgement complete
     * @return the answer
     */
    static SendMessage Answer(const CorrespondentUpdateInput& input,
                              BindingAcknowledgement acknowledgement);
    /**
     * @param request to answer
     * @param acknowledgement complete but for its Binding Authorization Data
     * @return the answer
     */
    static SendMessage AnswerAuthorized(const Request& request,
                                        BindingAcknowledgement acknowledgement);

    CorrespondentNodeConfig m_config;                                //!< constant
    LastUse m_lastUse;                                               //!< of direct paths
    Nonces m_nonces;                                                 //!< secrets
    BindingCache m_cache;                                            //!< accepted bindings
    std::unordered_map<Ipv6Address, Facts, Ipv6AddressHash> m_facts; //!< of bindings in the cache
    AddressDeadlines m_refreshes; //!< when to ask for a refresh, of bindings in the cache
    RetiredSequences m_retired;   //!< of bindings that are gone
};

} // namespace ns3::mip6

#endif /* MIP6_CORRESPONDENT_MACHINE_H */
