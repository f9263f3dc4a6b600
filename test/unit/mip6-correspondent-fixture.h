/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_CORRESPONDENT_FIXTURE_H
#define MIP6_CORRESPONDENT_FIXTURE_H

#include "mip6-protocol-makers.h"

#include "ns3/mip6-binding-authorization.h"
#include "ns3/mip6-correspondent-machine.h"

#include <gtest/gtest.h>
#include <map>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * A correspondent node, and a mobile node that knows of it what messages told.
 */

namespace ns3::mip6::tests
{

/// Address of the correspondent node.
inline const Ipv6Address CORRESPONDENT("2001:db8:c::1");
/// What every test init of the tests carries.
constexpr Cookie COOKIE{1, 2, 3, 4, 5, 6, 7, 8};
/// An index that no nonce has here.
constexpr uint16_t UNKNOWN_INDEX = 0xffff;
/// The moment before another.
inline const Time TICK = NanoSeconds(1);

/// A Binding Update as a mobile node begins it: the usual one registers its first care-of address.
struct Draft
{
    /// @param sequence number
    explicit Draft(uint16_t sequence)
    {
        message.sequence = sequence;
        message.acknowledge = true;
        message.lifetime = Seconds(420);
    }

    /// @return the care-of address to register
    Ipv6Address GetCareOfAddress() const
    {
        const auto* alternate = FindOption<AlternateCareOfAddress>(message.options);
        return alternate ? alternate->careOfAddress : source;
    }

    /// @return whether it is a de-registration
    bool Deletes() const
    {
        return message.lifetime.IsZero() || GetCareOfAddress() == homeAddress;
    }

    BindingUpdate message;                 //!< without Nonce Indices and authorization
    Ipv6Address source{CARE_OF_A};         //!< of the IPv6 header
    Ipv6Address homeAddress{HOME_ADDRESS}; //!< in the Home Address option, if it is not the source
};

/// @param sequence number @return a de-registration sent from the care-of address
inline Draft
MakeDeletion(uint16_t sequence)
{
    Draft draft(sequence);
    draft.message.lifetime = Time();
    return draft;
}

/// @param sequence number @return a de-registration sent from home
inline Draft
MakeDeletionFromHome(uint16_t sequence)
{
    Draft draft = MakeDeletion(sequence);
    draft.source = HOME_ADDRESS;
    return draft;
}

/// A Binding Update on its way, and what its sender knows of it.
struct Letter
{
    CorrespondentUpdateInput input;   //!< as it arrives
    BindingManagementKey key{};       //!< Kbm
    AuthenticatedAddresses addresses; //!< that the authenticators cover
};

/**
 * Both nodes. Time goes on by Advance only.
 */
class CorrespondentFixture : public testing::Test
{
  protected:
    /// @param config of the correspondent node
    explicit CorrespondentFixture(const CorrespondentNodeConfig& config = CorrespondentNodeConfig())
        : m_machine(config, MakeSource(), [this](const Ipv6Address& peer) { return GetUse(peer); })
    {
    }

    /// @return a source of numbers that differ
    static RandomSource MakeSource()
    {
        return [state = uint64_t{0}]() mutable { return state += 0x9e3779b97f4a7c15; };
    }

    /// @param source of a test init @return the test init
    static TestInitInput MakeTestInit(const Ipv6Address& source)
    {
        TestInitInput input;
        input.source = source;
        input.destination = CORRESPONDENT;
        input.cookie = COOKIE;
        return input;
    }

    /// Half of return routability. @param homeAddress under test
    void TestHome(const Ipv6Address& homeAddress = HOME_ADDRESS)
    {
        const auto actions = m_machine.HandleHomeTestInit(m_now, MakeTestInit(homeAddress));
        m_homeTests[homeAddress] = std::get<HomeTest>(FindAction<SendMessage>(actions).message);
    }

    /// The other half. @param careOfAddress under test
    void TestCareOf(const Ipv6Address& careOfAddress = CARE_OF_A)
    {
        const auto actions = m_machine.HandleCareOfTestInit(m_now, MakeTestInit(careOfAddress));
        m_careOfTests[careOfAddress] =
            std::get<CareOfTest>(FindAction<SendMessage>(actions).message);
    }

    /**
     * Return routability.
     * @param homeAddress under test
     * @param careOfAddress under test
     */
    void TestBoth(const Ipv6Address& homeAddress = HOME_ADDRESS,
                  const Ipv6Address& careOfAddress = CARE_OF_A)
    {
        TestHome(homeAddress);
        TestCareOf(careOfAddress);
    }

    /// @param draft a draft @return the indices that its tests told, 0 without a test
    NonceIndices GetIndices(const Draft& draft)
    {
        return {m_homeTests[draft.homeAddress].homeNonceIndex,
                m_careOfTests[draft.GetCareOfAddress()].careOfNonceIndex};
    }

    /// @param draft a draft @return the tokens that its tests told, zeros without a test
    KeygenTokens GetTokens(const Draft& draft)
    {
        return {m_homeTests[draft.homeAddress].homeKeygenToken,
                m_careOfTests[draft.GetCareOfAddress()].careOfKeygenToken};
    }

    /// @param draft complete but for its authorization @param tokens for it @return the update
    static Letter Seal(const Draft& draft, const KeygenTokens& tokens)
    {
        Letter letter;
        letter.key = draft.Deletes() ? ComputeBindingManagementKey(tokens.home)
                                     : ComputeBindingManagementKey(tokens);
        letter.addresses = {draft.Deletes() ? draft.homeAddress : draft.GetCareOfAddress(),
                            CORRESPONDENT};
        BindingUpdate message = draft.message;
        Authorize(message, letter.key, letter.addresses);
        letter.input = Post(draft, message);
        return letter;
    }

    /// @param draft with Nonce Indices if it is to have them @return the update, authorized
    /// honestly
    Letter Seal(const Draft& draft)
    {
        return Seal(draft, GetTokens(draft));
    }

    /// @param draft a draft @return the update with the indices of the tests, authorized honestly
    Letter Write(const Draft& draft)
    {
        return Write(draft, GetIndices(draft));
    }

    /// @param draft a draft @param indices to put in @return the update, authorized honestly
    Letter Write(Draft draft, const NonceIndices& indices)
    {
        draft.message.options.emplace_back(indices);
        return Seal(draft);
    }

    /// @param draft addresses @param message complete @return the message as it arrives
    static CorrespondentUpdateInput Post(const Draft& draft, const BindingUpdate& message)
    {
        CorrespondentUpdateInput input;
        input.source = draft.source;
        input.homeAddress = draft.homeAddress;
        input.destination = CORRESPONDENT;
        input.octets = EncodeMobilityMessage(message);
        const auto decoded = DecodeMobilityMessage(input.octets.data(), input.octets.size());
        input.message = std::get<BindingUpdate>(*decoded.value);
        return input;
    }

    /// @param letter to hand over @return what the machine does, authorization checked
    Lines Send(const Letter& letter)
    {
        const Actions actions = m_machine.HandleBindingUpdate(m_now, letter.input);
        for (const SendMessage& send : FindActions<SendMessage>(actions))
        {
            const auto& message = std::get<BindingAcknowledgement>(send.message);
            if (FindOption<BindingAuthorizationData>(message.options))
            {
                EXPECT_TRUE(
                    IsAuthorized(EncodeMobilityMessage(message), letter.key, letter.addresses));
            }
        }
        return Describe(actions);
    }

    /// @param draft to hand over with the indices of the tests @return what the machine does
    Lines Send(const Draft& draft)
    {
        return Send(Write(draft));
    }

    /**
     * Return routability and registration.
     * @param sequence number
     * @param lifetime of the binding
     */
    void Bind(uint16_t sequence = 101, Time lifetime = Seconds(420))
    {
        Draft draft(sequence);
        draft.message.lifetime = lifetime;
        TestBoth();
        ASSERT_EQ(Send(draft).size(), 3U);
    }

    /// Let time pass; deadlines are met. @param span of time @return what the machine does
    Lines Advance(Time span)
    {
        const Time end = m_now + span;
        Lines lines;
        for (auto next = m_machine.GetNextDeadline(); next && *next <= end;
             next = m_machine.GetNextDeadline())
        {
            const Lines more = Describe(m_machine.HandleDeadline(*next));
            lines.insert(lines.end(), more.begin(), more.end());
        }
        m_now = end;
        return lines;
    }

    /// @param homeAddress of a mobile node @return its care-of address, nothing without a binding
    std::optional<Ipv6Address> GetBound(const Ipv6Address& homeAddress = HOME_ADDRESS) const
    {
        const Binding* binding = m_machine.GetBindingCache().Find(homeAddress);
        return binding ? std::optional(binding->careOfAddress) : std::nullopt;
    }

    /// @param peer home address @return last use of its path
    std::optional<Time> GetUse(const Ipv6Address& peer) const
    {
        const auto found = m_uses.find(peer);
        return found == m_uses.end() ? std::nullopt : std::optional(found->second);
    }

    Time m_now{Seconds(1000)};                       //!< current time
    std::map<Ipv6Address, Time> m_uses;              //!< last use of direct paths
    CorrespondentMachine m_machine;                  //!< under test
    std::map<Ipv6Address, HomeTest> m_homeTests;     //!< that the mobile node received
    std::map<Ipv6Address, CareOfTest> m_careOfTests; //!< that the mobile node received
};

/// A registration of the first care-of address that succeeds.
inline const Lines ADDED{"OpenPath 2001:db8::10: 2001:db8:c::1 > 2001:db8:a::10",
                         "Cache added 2001:db8::10 at 2001:db8:a::10 420"};
/// A binding to the first care-of address that goes.
inline const Lines REMOVED{"ClosePath 2001:db8::10",
                           "Cache removed 2001:db8::10 at 2001:db8:a::10 0"};
/// An update that is discarded silently.
inline const Lines DISCARDED{"Drop unexpected message"};

/**
 * @param lines some
 * @param line to append
 * @return both
 */
inline Lines
With(Lines lines, const std::string& line)
{
    lines.push_back(line);
    return lines;
}

/// @param text of the acknowledgement @return the answer to the first care-of address
inline std::string
MakeAnswer(const std::string& text)
{
    return "Send 2001:db8:c::1 > 2001:db8:a::10 type2 2001:db8::10 BA " + text;
}

/// @param text of the acknowledgement @return the answer to the home address
inline std::string
MakeAnswerToHome(const std::string& text)
{
    return "Send 2001:db8:c::1 > 2001:db8::10 BA " + text;
}

} // namespace ns3::mip6::tests

#endif /* MIP6_CORRESPONDENT_FIXTURE_H */
