/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_CORRESPONDENT_REGISTRATION_H
#define MIP6_CORRESPONDENT_REGISTRATION_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-binding-update-list.h"
#include "ns3/mip6-byte-io.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-correspondent-result.h"
#include "ns3/mip6-correspondent-update.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-retransmission.h"
#include "ns3/mip6-return-routability-keys.h"
#include "ns3/mip6-return-routability.h"
#include "ns3/mip6-update-history.h"
#include "ns3/nstime.h"

#include <optional>

/**
 * @file
 * @ingroup mip6-protocol
 * Return routability and binding with one correspondent node, mobile side (RFC 6275 sections 11.6,
 * 11.7.2, 11.7.3 and 11.8).
 */

namespace ns3::mip6
{

/// What a mobile node needs for all of its correspondent registrations.
struct CorrespondentContext
{
    const MobileNodeConfig& config; //!< constant
    const RandomSource& random;     //!< of cookies and first sequence numbers
    const LastUse& lastUse;         //!< of direct paths
    BindingUpdateList& list;        //!< holds the entries of section 11.1
};

/// The care-of address that a correspondent node shall know.
struct CareOf
{
    Ipv6Address address; //!< usable, and bound at the home agent; at home the home address
    std::optional<Time> validUntil; //!< no binding may last longer; absent: unlimited
};

/// What a correspondent registration is doing.
enum class CorrespondentState : uint8_t
{
    SUSPENDED, //!< no care-of address to send from
    TESTING,   //!< waits for a Home Test, a Care-of Test, or both
    UPDATING,  //!< a Binding Update waits for its acknowledgement
    BOUND,     //!< the correspondent node has the binding
};

/**
 * Proves to one correspondent node that the mobile node can be reached at both of its addresses,
 * binds them there, refreshes the binding while it is used, deletes it at home.
 */
class CorrespondentRegistration
{
  public:
    /**
     * @param context must outlive this object
     * @param correspondent its address; the home address of a mobile one
     */
    CorrespondentRegistration(const CorrespondentContext& context,
                              const Ipv6Address& correspondent);

    /// @param sibling of another home address: the care-of address has been tested there
    void ShareCareOfTest(const CorrespondentRegistration& sibling)
    {
        m_tests.ShareCareOfTest(sibling.m_tests);
    }

    /**
     * Bind a care-of address. Ends whatever was under way; tokens that are still good are used.
     * @param now current time
     * @param careOf the address
     * @return event and actions
     */
    CorrespondentResult Register(Time now, const CareOf& careOf);

    /**
     * Delete the binding, at home.
     * @param now current time
     * @return event and actions
     */
    CorrespondentResult Deregister(Time now);

    /// The care-of address is gone: stop sending. Tokens and the lifetime of the binding go on.
    void Suspend();

    /**
     * The care-of address lives longer or shorter than was said.
     * @param validUntil no binding may last longer
     */
    void SetValidUntil(const std::optional<Time>& validUntil);

    /// @param message a Care-of Test of the correspondent node @return whether it is waited for
    bool IsExpected(const CareOfTest& message) const
    {
        return m_tests.IsExpected(message);
    }

    /// @param end any @return whether the correspondent node may hold the binding for longer
    bool IsBoundBeyond(const std::optional<Time>& end) const
    {
        return m_state == CorrespondentState::BOUND && end && m_boundUntil && *m_boundUntil > *end;
    }

    /**
     * @param now current time
     * @param message from the correspondent node, to the home address
     * @return event and actions
     */
    CorrespondentResult HandleHomeTest(Time now, const HomeTest& message);

    /**
     * @param now current time
     * @param message from the correspondent node, to the care-of address
     * @return event and actions
     */
    CorrespondentResult HandleCareOfTest(Time now, const CareOfTest& message);

    /**
     * @param now current time
     * @param message from the correspondent node
     * @param octets the same on the wire
     * @return event and actions
     */
    CorrespondentResult HandleBindingAcknowledgement(Time now,
                                                     const BindingAcknowledgement& message,
                                                     const Bytes& octets);

    /**
     * The correspondent node asks for a refresh (RFC 6275 section 11.7.4).
     * @param now current time
     * @return event and actions
     */
    CorrespondentResult HandleRefreshRequest(Time now);

    /**
     * The correspondent node has no binding (RFC 6275 section 11.3.6).
     * @param now current time
     * @return event and actions
     */
    CorrespondentResult HandleUnknownBinding(Time now);

    /**
     * The correspondent node does not know Mobile IPv6 (RFC 6275 sections 11.3.5 and 11.3.6).
     * @param now current time
     * @return event and actions
     */
    CorrespondentResult HandleUnsupported(Time now);

    /**
     * @param now current time; harmless if nothing is due
     * @return event and actions
     */
    CorrespondentResult HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /// @return what it is doing
    CorrespondentState GetState() const;

  private:
    /// A Binding Update that counts as accepted.
    struct Grant
    {
        Time sentAt;   //!< when it was sent
        Time lifetime; //!< of the binding
    };

    /// @param state new state; the only writer
    void EnterState(CorrespondentState state);
    /// @return our entry in the list
    BindingUpdateEntry& GetEntry() const;
    /// @return the addresses of this exchange
    CorrespondentAddresses GetAddresses() const;
    /// @return whether the binding is to be deleted
    bool IsDeleting() const;
    /**
     * @param now current time
     * @return whether the correspondent node may hold a binding of ours, as far as we know
     */
    bool MayBeBound(Time now) const;
    /**
     * Get the tokens that are missing, then send the Binding Update.
     * @param now current time
     * @return event and actions
     */
    CorrespondentResult BeginTests(Time now);
    /**
     * @param now current time
     * @return event and actions: nothing while a Test is missing
     */
    CorrespondentResult Proceed(Time now);
    /**
     * Send a Binding Update as soon as the rate limit allows.
     * @param now current time
     * @return event and actions
     */
    CorrespondentResult SendUpdate(Time now);
    /**
     * @param now current time
     * @return lifetime to request
     */
    Time GetRequestedLifetime(Time now) const;
    /**
     * The correspondent node has accepted, or nobody asked it to say so.
     * @param now current time
     * @param grant what it has accepted
     * @return event and actions
     */
    CorrespondentResult Conclude(Time now, const Grant& grant);
    /**
     * @param now current time
     * @param message an acknowledgement that asks for another Binding Update
     * @return event and actions
     */
    CorrespondentResult TryAgain(Time now, const BindingAcknowledgement& message);
    /**
     * Renew the binding if it is used.
     * @param now current time
     * @return event and actions
     */
    CorrespondentResult Refresh(Time now);
    /**
     * @param until when it may be tried again
     * @return event and actions
     */
    CorrespondentResult GiveUp(Time until);
    /// Nothing is sent any more.
    void StopSending();
    /**
     * The correspondent node has no binding any more.
     * @param event why
     * @return event and actions
     */
    CorrespondentResult EndBinding(Mip6BindingEvent event);
    /**
     * A Test Init or Binding Update was not answered in time.
     * @param now current time
     * @return event and actions
     */
    CorrespondentResult Retry(Time now);
    /**
     * @param now current time
     * @param attempts that were not answered in time
     * @return whether to go on
     */
    bool MayRetry(Time now, uint32_t attempts) const;
    /**
     * @param event what happened to the binding
     * @param lifetime that is left
     * @return the report
     */
    Action Report(Mip6BindingEvent event, Time lifetime) const;

    const CorrespondentContext& m_context;                     //!< of all registrations
    Ipv6Address m_correspondent;                               //!< its address
    CorrespondentState m_state{CorrespondentState::SUSPENDED}; //!< see EnterState
    CareOf m_careOf;                                           //!< of this exchange
    ReturnRoutability m_tests;                                 //!< of both addresses
    BindingManagementKey m_key{};                              //!< of the latest Binding Update
    RateLimit m_inits;                                         //!< of Test Inits
    UpdateHistory m_history;                                   //!< of the correspondent node
    Retransmission m_retransmission;                           //!< of the Binding Update
    uint32_t m_attempts{0};                                    //!< Binding Updates of this exchange
    uint32_t m_refusals{0};                                    //!< one after the other
    bool m_isKnown{false};            //!< the correspondent node has answered ever
    std::optional<Time> m_sendAt;     //!< a Binding Update is delayed until then
    std::optional<Time> m_refreshAt;  //!< of an acknowledged binding
    std::optional<Time> m_boundAt;    //!< when the binding was made or refreshed
    std::optional<Time> m_boundUntil; //!< the correspondent node may hold a binding until then
};

} // namespace ns3::mip6

#endif /* MIP6_CORRESPONDENT_REGISTRATION_H */
