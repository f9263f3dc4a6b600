/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_REGISTRATION_H
#define MIP6_HOME_REGISTRATION_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-binding-update-list.h"
#include "ns3/mip6-config.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-retransmission.h"
#include "ns3/mip6-update-history.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>

/**
 * @file
 * @ingroup mip6-protocol
 * One registration with one home agent, mobile side (RFC 6275 sections 11.7.1, 11.7.3 and 11.8).
 */

namespace ns3::mip6
{

/// What a registration is doing.
enum class RegistrationState : uint8_t
{
    IDLE,          //!< nothing is registered, nothing is under way
    UPDATING,      //!< a Binding Update waits for its acknowledgement
    REGISTERED,    //!< acknowledged; a refresh is scheduled
    DEREGISTERING, //!< a deletion waits for its acknowledgement
    SUSPENDED,     //!< no care-of address to send from; a binding may still exist
    REFUSED,       //!< the home agent refused for good; until the next movement
};

/// What an input has led to.
enum class RegistrationEvent : uint8_t
{
    NONE,         //!< nothing that others need to know
    REGISTERED,   //!< the home agent has the binding
    DEREGISTERED, //!< the home agent has no binding
    REFUSED,      //!< the home agent refused
    BARRED,       //!< the home agent refused, and is not to be asked again
    DUPLICATE,    //!< somebody else uses the home address on the home link
    UNANSWERED,   //!< several Binding Updates were not answered; further ones follow
    EXPIRED,      //!< the binding's lifetime ended before a refresh was acknowledged
    DISCARDED,    //!< the acknowledgement fits nothing that was sent
};

/// Answer to an input.
struct RegistrationResult
{
    RegistrationEvent event{RegistrationEvent::NONE}; //!< what it means
    Actions actions;                                  //!< what to do
};

/**
 * Sends Binding Updates to the home agent until they are acknowledged, refreshes the binding before
 * it ends, resynchronises sequence numbers, deletes the binding at home.
 */
class HomeRegistration
{
  public:
    /**
     * @param config of the mobile node
     * @param random source of the first sequence number and of jitter
     * @param list where the destination's entry is kept; must outlive this object
     */
    HomeRegistration(MobileNodeConfig config, RandomSource random, BindingUpdateList& list);

    /**
     * Bind the home address to a care-of address. Ends whatever was under way.
     * @param now current time
     * @param careOfAddress usable on the present link
     * @param validUntil end of the care-of address (RFC 6275 section 11.7.1: limits the lifetime)
     * @return actions
     */
    Actions Register(Time now,
                     const Ipv6Address& careOfAddress,
                     const std::optional<Time>& validUntil);

    /**
     * Delete the binding, on returning home.
     * @param now current time
     * @return actions
     */
    Actions Deregister(Time now);

    /// The care-of address is gone: stop sending. The binding's lifetime goes on.
    void Suspend();

    /**
     * Another home agent takes over: delete the binding, if there is an acknowledged one, without
     * waiting for an answer. The object is of no use afterwards.
     * @param now current time
     * @return actions
     */
    Actions Abandon(Time now);

    /**
     * Delete the binding from where the mobile node is, without waiting for an answer. Register
     * makes another one.
     * @return actions
     */
    Actions Withdraw();

    /**
     * The care-of address lives longer or shorter than was said.
     * @param validUntil its end
     */
    void SetCareOfValidUntil(const std::optional<Time>& validUntil);

    /**
     * The home address lives longer or shorter than was said. A binding that would outlive it is
     * refreshed.
     * @param now current time
     * @param validUntil its end
     * @return actions
     */
    Actions SetHomeValidUntil(Time now, const std::optional<Time>& validUntil);

    /**
     * @param now current time
     * @param acknowledgement received from the home agent
     * @return event and actions
     */
    RegistrationResult HandleBindingAcknowledgement(Time now,
                                                    const BindingAcknowledgement& acknowledgement);

    /**
     * The node that was taken for the home agent does not know Mobile IPv6 (RFC 6275 section
     * 11.3.5).
     * @return event and actions
     */
    RegistrationResult HandleUnsupported();

    /**
     * @param now current time; harmless if nothing is due
     * @return event and actions
     */
    RegistrationResult HandleDeadline(Time now);

    /// @return when HandleDeadline wants to be called, nothing if never
    std::optional<Time> GetNextDeadline() const;

    /// @return what it is doing
    RegistrationState GetState() const;

    /// @param now current time
    /// @return whether the home agent may hold a binding of ours, as far as we know
    bool MayBeBound(Time now) const;

    /// @return the care-of address of the last Binding Update
    Ipv6Address GetCareOfAddress() const;

  private:
    /// @param state new state; the only writer
    void EnterState(RegistrationState state);
    /// @return our entry in the list, created when absent
    BindingUpdateEntry& GetEntry();
    /**
     * Send the first Binding Update of an exchange, at once or when rate limit and jitter allow.
     * @param now current time
     * @return actions
     */
    Actions BeginExchange(Time now);
    /**
     * Send a Binding Update with the next sequence number, unless the rate limit delays it.
     * @param now current time
     * @return actions
     */
    Actions SendUpdate(Time now);
    /**
     * @param now current time
     * @return lifetime to request
     */
    Time GetRequestedLifetime(Time now) const;
    /**
     * @param now current time
     * @param sentAt time of the Binding Update that it answers
     * @param acknowledgement that accepts
     * @return event and actions
     */
    RegistrationResult HandleAccepted(Time now,
                                      Time sentAt,
                                      const BindingAcknowledgement& acknowledgement);
    /**
     * @param now current time
     * @param acknowledgement that refuses
     * @return event and actions
     */
    RegistrationResult HandleRefused(Time now, const BindingAcknowledgement& acknowledgement);
    /// @param event that it is @return it: no further Binding Update until the next movement
    RegistrationResult GiveUp(RegistrationEvent event);
    /**
     * @param lifetime to request
     * @return the Binding Update with the next sequence number
     */
    SendMessage MakeUpdate(Time lifetime);
    /**
     * @param event what has happened to the acknowledged binding
     * @return its report
     */
    Action ReportEnd(Mip6BindingEvent event) const;
    /// @return actions: the home agent holds no binding any more
    RegistrationResult FinishDeregistration();
    /// @return actions: there is no binding any more, as far as we know
    Actions Forget();

    MobileNodeConfig m_config;                          //!< constant
    RandomSource m_random;                              //!< bits
    BindingUpdateList& m_list;                          //!< holds our entry
    RegistrationState m_state{RegistrationState::IDLE}; //!< see EnterState
    Ipv6Address m_careOfAddress; //!< of this exchange; the home address when de-registering
    std::optional<Time> m_careOfValidUntil; //!< absent: unlimited
    std::optional<Time> m_homeValidUntil;   //!< absent: unlimited
    std::optional<Time> m_mayBeBoundUntil;  //!< absent: no Binding Update was sent, or it is undone
    Retransmission m_retransmission;        //!< of this exchange
    std::optional<Time> m_sendAt;           //!< a Binding Update is delayed until then
    std::optional<Time> m_refreshAt;        //!< of an acknowledged binding
    uint32_t m_attempts{0};                 //!< Binding Updates of this exchange
    UpdateHistory m_history;                //!< of the home agent
};

} // namespace ns3::mip6

#endif /* MIP6_HOME_REGISTRATION_H */
