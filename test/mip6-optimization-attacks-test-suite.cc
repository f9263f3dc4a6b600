/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-attack-test-case.h"

/**
 * @file
 * @ingroup mip6-tests
 * Attacks on a binding in use (RFC 6275 section 15): each leaves tables, paths and flows as they
 * are without it, and has one answer at most.
 */

namespace ns3::mip6::tests
{

namespace
{

const Ipv6Address STRANGER("2001:1:0:1::777"); //!< a home address without a binding

/// One attack.
class OneAttackTestCase : public AttackTestCase
{
  public:
    /// What eve does.
    using Attack = void (OneAttackTestCase::*)();

    /// @param sentence what must hold @param attack what eve does
    /// @param extra packets that arrive in addition
    OneAttackTestCase(const std::string& sentence, Attack attack, const std::string& extra)
        : AttackTestCase(sentence),
          m_attack(attack),
          m_extra(extra)
    {
    }

    /// @name Attacks on the correspondent node
    /// @{
    void SendWithHomeToken()
    {
        SendUpdate({FindLatest<HomeTest>(GetHome()).homeKeygenToken, {}}, GetHome());
    }

    void SendWithCareOfToken()
    {
        SendUpdate({{}, FindLatest<CareOfTest>(GetAddress("eve")).careOfKeygenToken}, GetHome());
    }

    void SendWithOwnTokens()
    {
        const Ipv6Address eve = GetAddress("eve");
        SendUpdate({FindLatest<HomeTest>(eve).homeKeygenToken,
                    FindLatest<CareOfTest>(eve).careOfKeygenToken},
                   GetHome());
    }

    void SendOldNonce()
    {
        m_age = 100;
        SendWithHomeToken();
    }

    void SendDeletion()
    {
        m_lifetime = Time();
        SendUpdate({FindLatest<HomeTest>(GetAddress("eve")).homeKeygenToken, {}}, GetHome());
    }

    void Replay()
    {
        for (const WirePacket& packet : packets)
        {
            if (packet.node == "cn" && packet.GetMobility() == BINDING_UPDATE)
            {
                Forgery forgery{packet.source, packet.destination, packet.GetOption()};
                forgery.protocol = NEXT_HEADER_MOBILITY;
                forgery.payload.assign(packet.octets.begin() +
                                           static_cast<std::ptrdiff_t>(packet.layout.upper),
                                       packet.octets.end());
                Send(forgery);
                return;
            }
        }
    }

    void SendOptionWithoutBinding()
    {
        Send({GetAddress("eve"), GetAddress("cn"), STRANGER});
    }

    void SendOptionOfBound()
    {
        Send({GetAddress("eve"), GetAddress("cn"), GetHome()});
    }

    void Reflect()
    {
        Send({GetAddress("eve"), GetAddress("cn"), GetAddress("victim")});
    }

    void ReflectEcho()
    {
        Forgery echo{GetAddress("eve"), GetAddress("cn"), GetAddress("victim")};
        echo.protocol = NEXT_HEADER_ICMPV6;
        echo.payload[0] = 128;
        Send(echo);
    }

    void ReflectTest()
    {
        SendMessage(HomeTestInit{{3}, {}},
                    {GetAddress("eve"), GetAddress("cn"), GetAddress("victim")});
    }

    void ReflectUpdate()
    {
        SendUpdate({}, GetAddress("victim"));
    }

    /// @}

    /// @name Attacks on the mobile node
    /// @{
    void SendForeignType2()
    {
        Send({GetAddress("eve"), GetCareOf(), std::nullopt, STRANGER});
    }

    void ReflectType2()
    {
        Send({GetAddress("eve"), GetCareOf(), std::nullopt, GetAddress("victim")});
    }

    void SendTwoSegments()
    {
        Send({GetAddress("eve"), GetCareOf(), std::nullopt, GetHome(), 2});
    }

    void SendHomeTest()
    {
        SendMessage(HomeTest{1, {7}, {7}, {}}, {GetAddress("cn"), GetHome()});
    }

    void SendCareOfTest()
    {
        SendMessage(CareOfTest{1, {7}, {7}, {}}, {GetAddress("cn"), GetCareOf()});
    }

    void SendAcknowledgement()
    {
        BindingAcknowledgement answer;
        answer.sequence = FindLatest<BindingUpdate>(GetCareOf()).sequence;
        answer.status = BindingStatus::REASON_UNSPECIFIED;
        Authorize(answer, BindingManagementKey{}, {GetCareOf(), GetAddress("cn")});
        SendMessage(answer, {GetAddress("cn"), GetCareOf(), std::nullopt, GetHome()});
    }

    void SendNonceRefusal()
    {
        BindingAcknowledgement answer;
        answer.sequence = FindLatest<BindingUpdate>(GetCareOf()).sequence;
        answer.status = BindingStatus::EXPIRED_HOME_NONCE_INDEX;
        SendMessage(answer, {GetAddress("cn"), GetCareOf(), std::nullopt, GetHome()});
    }

    void SendError()
    {
        SendMessage(BindingError{BindingErrorStatus::UNKNOWN_BINDING, STRANGER, {}},
                    {GetAddress("cn"), GetCareOf()});
    }

    void SendUnknownTypeError()
    {
        SendMessage(BindingError{BindingErrorStatus::UNKNOWN_MOBILITY_TYPE, GetHome(), {}},
                    {GetAddress("cn"), GetCareOf()});
    }

    void SendErrorOfOther()
    {
        SendMessage(BindingError{BindingErrorStatus::UNKNOWN_BINDING, GetHome(), {}},
                    {GetAddress("eve"), GetCareOf()});
    }

    void SendRefreshRequest()
    {
        SendMessage(BindingRefreshRequest(), {GetAddress("eve"), GetHome()});
    }

    void SendProblem()
    {
        // Quotes the Home Test Init as it was, from the correspondent node.
        for (const WirePacket& packet : packets)
        {
            if (packet.node == "cn" && packet.GetMobility() == 1 && packet.source == GetHome())
            {
                Forgery problem{GetAddress("cn"), GetHome()};
                problem.protocol = NEXT_HEADER_ICMPV6;
                problem.payload = {4, 1, 0, 0, 0, 0, 0, NEXT_HEADER_AT};
                problem.payload.insert(problem.payload.end(),
                                       packet.octets.begin(),
                                       packet.octets.end());
                Send(problem);
                return;
            }
        }
    }

    /// @}

    /// Register with all that return routability asks for.
    void SendWithBothTokens()
    {
        SendUpdate({FindLatest<HomeTest>(GetHome()).homeKeygenToken,
                    FindLatest<CareOfTest>(GetAddress("eve")).careOfKeygenToken},
                   GetHome());
    }

  protected:
    void DoRun() override
    {
        Compare([this, attack = m_attack] { (this->*attack)(); }, m_extra);
    }

  private:
    /// Register eve's address. @param tokens that she has @param homeAddress to be bound
    void SendUpdate(const KeygenTokens& tokens, const Ipv6Address& homeAddress)
    {
        const Ipv6Address eve = GetAddress("eve");
        BindingUpdate update;
        update.acknowledge = true;
        update.sequence =
            static_cast<uint16_t>(FindLatest<BindingUpdate>(GetCareOf()).sequence + 10);
        update.lifetime = m_lifetime;
        update.options.emplace_back(NonceIndices{
            static_cast<uint16_t>(FindLatest<HomeTest>(GetHome()).homeNonceIndex - m_age),
            FindLatest<CareOfTest>(eve).careOfNonceIndex});
        const auto key = m_lifetime.IsZero() ? ComputeBindingManagementKey(tokens.home)
                                             : ComputeBindingManagementKey(tokens);
        Authorize(update, key, {eve, GetAddress("cn")});
        SendMessage(update, {eve, GetAddress("cn"), homeAddress});
    }

    Attack m_attack;              //!< what eve does
    std::string m_extra;          //!< packets that arrive in addition
    Time m_lifetime{Seconds(40)}; //!< that she asks for
    uint16_t m_age{0};            //!< of the nonce that she names
};

/// Who is on both paths can do it, so that the other attacks fail for no other reason.
class ControlTestCase : public OneAttackTestCase
{
  public:
    ControlTestCase()
        : OneAttackTestCase("A Binding Update of one who knows both tokens is accepted.",
                            &OneAttackTestCase::SendWithBothTokens,
                            "")
    {
    }

  private:
    void DoRun() override
    {
        RunOnce([this] { SendWithBothTokens(); });
        const auto answer = FindLatest<BindingAcknowledgement>(GetAddress("eve"));
        NS_TEST_EXPECT_MSG_EQ((answer.status == BindingStatus::ACCEPTED), true, "accepted");
        NS_TEST_EXPECT_MSG_EQ(answer.lifetime, Seconds(40), "lifetime");
    }
};

/// The suite.
class OptimizationAttacksTestSuite : public TestSuite
{
  public:
    OptimizationAttacksTestSuite()
        : TestSuite("mip6-optimization-attacks", SYSTEM)
    {
        AddTestCase(new ControlTestCase);
        AddUpdates();
        AddOptions();
        AddMobile();
    }

  private:
    using Case = OneAttackTestCase; //!< one attack

    /// Add Binding Updates.
    void AddUpdates()
    {
        const std::string silent = "cn Binding Update 1, ";
        AddTestCase(new Case("A Binding Update of one who knows the home keygen token alone is "
                             "discarded in silence.",
                             &Case::SendWithHomeToken,
                             silent));
        AddTestCase(new Case("A Binding Update of one who knows a care-of keygen token alone is "
                             "discarded in silence.",
                             &Case::SendWithCareOfToken,
                             silent));
        AddTestCase(new Case("A Binding Update with tokens of another home address is discarded in "
                             "silence.",
                             &Case::SendWithOwnTokens,
                             silent));
        AddTestCase(new Case("A deletion with the home keygen token of another address is "
                             "discarded in silence.",
                             &Case::SendDeletion,
                             silent));
        // The node of eve knows no type 2 routing header, and says so.
        AddTestCase(
            new Case("A Binding Update with a nonce index that is too old is refused.",
                     &Case::SendOldNonce,
                     "cn Binding Update 1, cn ICMPv6 4 1, eve Binding Acknowledgement 1, "));
        AddTestCase(new Case("A Binding Update that is played again is refused, to where it seems "
                             "to come from.",
                             &Case::Replay,
                             "cn Binding Update 1, mn Binding Acknowledgement 1, "));
    }

    /// Add Home Address options.
    void AddOptions()
    {
        const std::string refused = "cn data 1, eve Binding Error 1, ";
        AddTestCase(new Case("Data with a Home Address option without a binding is refused.",
                             &Case::SendOptionWithoutBinding,
                             refused));
        AddTestCase(new Case("Data with a bound home address from elsewhere is refused.",
                             &Case::SendOptionOfBound,
                             refused));
        AddTestCase(new Case("Data with a victim in its Home Address option is refused, and "
                             "nothing reaches the victim.",
                             &Case::Reflect,
                             refused));
        AddTestCase(new Case("An echo request with a victim in its Home Address option is refused, "
                             "and nothing reaches the victim.",
                             &Case::ReflectEcho,
                             "cn ICMPv6 128 1, eve Binding Error 1, "));
        // RFC 6275 section 9.4.1: such a test is discarded in silence.
        AddTestCase(new Case("A Home Test Init with a victim in its Home Address option reaches "
                             "nobody else.",
                             &Case::ReflectTest,
                             "cn Home Test Init 1, "));
        AddTestCase(new Case("A Binding Update with a victim in its Home Address option is "
                             "discarded in silence.",
                             &Case::ReflectUpdate,
                             "cn Binding Update 1, "));
    }

    /// Add attacks on the mobile node.
    void AddMobile()
    {
        AddTestCase(new Case("A type 2 routing header with the home address of another is "
                             "discarded.",
                             &Case::SendForeignType2,
                             "mn data 1, "));
        AddTestCase(new Case("A type 2 routing header with a victim reaches nobody else.",
                             &Case::ReflectType2,
                             "mn data 1, "));
        AddTestCase(new Case("A type 2 routing header with two segments left is "
                             "discarded.",
                             &Case::SendTwoSegments,
                             "mn data 1, "));
        AddTestCase(
            new Case("A forged Home Test is discarded.", &Case::SendHomeTest, "mn Home Test 1, "));
        AddTestCase(new Case("A forged Care-of Test is discarded.",
                             &Case::SendCareOfTest,
                             "mn Care-of Test 1, "));
        AddTestCase(new Case("A forged Binding Acknowledgement is discarded.",
                             &Case::SendAcknowledgement,
                             "mn Binding Acknowledgement 1, "));
        AddTestCase(new Case("A forged refusal of nonces that nobody waits for is discarded.",
                             &Case::SendNonceRefusal,
                             "mn Binding Acknowledgement 1, "));
        AddTestCase(new Case("A Binding Error about another home address is discarded.",
                             &Case::SendError,
                             "mn Binding Error 1, "));
        AddTestCase(new Case("A Binding Error about a message of an unknown type that is long past "
                             "is discarded.",
                             &Case::SendUnknownTypeError,
                             "mn Binding Error 1, "));
        AddTestCase(new Case("A Binding Error of a stranger is discarded.",
                             &Case::SendErrorOfOther,
                             "mn Binding Error 1, "));
        AddTestCase(new Case("A Binding Refresh Request of a stranger is discarded.",
                             &Case::SendRefreshRequest,
                             "mn Binding Refresh Request 1, "));
        AddTestCase(new Case("A Parameter Problem about a test that is long past is discarded.",
                             &Case::SendProblem,
                             "mn ICMPv6 4 1, "));
    }
};

OptimizationAttacksTestSuite g_optimizationAttacksTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests
