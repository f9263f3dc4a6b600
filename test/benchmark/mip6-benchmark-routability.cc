/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/mip6-correspondent-machine.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-route-optimizer.h"
#include "ns3/simulator.h"

#include <benchmark/benchmark.h>
#include <variant>

/**
 * @file
 * @ingroup mip6-tests
 * Time that the machines of both ends need for a return routability procedure and the registration
 * that follows: Home Test Init, Care-of Test Init, Home Test, Care-of Test, Binding Update, Binding
 * Acknowledgement. It shall stay below 20 us. Packets are not made.
 */

namespace
{

using namespace ns3;
using namespace ns3::mip6;

/// Address of the mobile node at home.
const Ipv6Address HOME_ADDRESS("2001:1:0:1::100");
/// Address of the correspondent node.
const Ipv6Address CORRESPONDENT("2001:1:0:9::2");
/// Addresses of the mobile node away from home.
const Ipv6Address CARE_OF_ADDRESSES[] = {"2001:1:0:2::100", "2001:1:0:3::100"};
/// Time between two movements: all tokens are too old.
const Time PAUSE = Seconds(300);

/// @return the configuration of a mobile node
MobileNodeConfig
MakeConfig()
{
    MobileNodeConfig config;
    config.homeAddress = HOME_ADDRESS;
    config.homeAgent = Ipv6Address("2001:1:0:1::1");
    return config;
}

/// @return bits that repeat from run to run
RandomSource
MakeRandomSource()
{
    return [bits = uint64_t{0}]() mutable { return bits += 0x9E3779B97F4A7C15; };
}

/// @return when a direct path was used last: never
std::optional<Time>
NeverUsed(const Ipv6Address&)
{
    return std::nullopt;
}

/// A mobile node and a correspondent node without packets between them.
class MachinePair
{
  public:
    MachinePair()
        : m_optimizer(m_config, MakeRandomSource(), NeverUsed, m_list),
          m_correspondent(CorrespondentNodeConfig(), MakeRandomSource(), NeverUsed)
    {
        m_optimizer.HandleRegistered(m_now, {CARE_OF_ADDRESSES[1], std::nullopt});
        Perform(m_optimizer.HandleCorrespondent(m_now, CORRESPONDENT));
    }

    /// The mobile node moves and tells its new address.
    void Move()
    {
        m_now += PAUSE;
        m_messages = 0;
        Perform(m_optimizer.HandleRegistered(m_now, {CARE_OF_ADDRESSES[m_moves % 2], {}}));
        ++m_moves;
    }

    /// @return whether all six messages were exchanged and both ends know the address
    bool IsComplete() const
    {
        const Binding* binding = m_correspondent.GetBindingCache().Find(HOME_ADDRESS);
        const BindingUpdateEntry* entry = m_list.Find(CORRESPONDENT);
        return m_messages == 6 && binding && entry && entry->expiresAt &&
               binding->careOfAddress == entry->careOfAddress;
    }

  private:
    /// @param actions of a machine, messages of which reach the other one
    void Perform(const Actions& actions)
    {
        for (const Action& action : actions)
        {
            if (const auto* send = std::get_if<SendMessage>(&action))
            {
                ++m_messages;
                Perform(std::visit([&](const auto& message) { return Deliver(*send, message); },
                                   send->message));
            }
        }
    }

    /// @param send addresses @param message content @return actions of the receiver
    Actions Deliver(const SendMessage& send, const HomeTestInit& message)
    {
        return m_correspondent.HandleHomeTestInit(m_now, MakeInput(send, message.homeInitCookie));
    }

    /// @copydoc Deliver(const SendMessage&, const HomeTestInit&)
    Actions Deliver(const SendMessage& send, const CareOfTestInit& message)
    {
        return m_correspondent.HandleCareOfTestInit(m_now,
                                                    MakeInput(send, message.careOfInitCookie));
    }

    /// @copydoc Deliver(const SendMessage&, const HomeTestInit&)
    Actions Deliver(const SendMessage& send, const BindingUpdate& message)
    {
        CorrespondentUpdateInput input;
        input.source = send.source;
        input.homeAddress = send.homeAddressOption.value_or(send.source);
        input.destination = send.destination;
        input.message = message;
        input.octets = EncodeMobilityMessage(message);
        return m_correspondent.HandleBindingUpdate(m_now, input);
    }

    /// @copydoc Deliver(const SendMessage&, const HomeTestInit&)
    Actions Deliver(const SendMessage& send, const HomeTest& message)
    {
        return m_optimizer.HandleHomeTest(m_now, send.source, message);
    }

    /// @copydoc Deliver(const SendMessage&, const HomeTestInit&)
    Actions Deliver(const SendMessage& send, const CareOfTest& message)
    {
        return m_optimizer.HandleCareOfTest(m_now, send.source, message);
    }

    /// @copydoc Deliver(const SendMessage&, const HomeTestInit&)
    Actions Deliver(const SendMessage& send, const BindingAcknowledgement& message)
    {
        const Bytes octets = EncodeMobilityMessage(message);
        return m_optimizer.HandleBindingAcknowledgement(m_now, {send.source, message, octets});
    }

    /// @return nothing, since no other message is part of the procedure
    template <typename Message>
    Actions Deliver(const SendMessage&, const Message&)
    {
        return {};
    }

    /// @param send addresses @param cookie of a Test Init @return what the machine needs of it
    static TestInitInput MakeInput(const SendMessage& send, const Cookie& cookie)
    {
        TestInitInput input;
        input.source = send.source;
        input.destination = send.destination;
        input.cookie = cookie;
        return input;
    }

    Time m_now;                                    //!< current time
    std::size_t m_moves{0};                        //!< so far
    std::size_t m_messages{0};                     //!< since the last movement
    const MobileNodeConfig m_config{MakeConfig()}; //!< of the mobile node
    BindingUpdateList m_list;                      //!< of the mobile node
    RouteOptimizer m_optimizer;                    //!< of the mobile node
    CorrespondentMachine m_correspondent;          //!< other end
};

/// @param state of the benchmark
void
RegisterWithCorrespondent(benchmark::State& state)
{
    // Until a simulation starts, ns-3 keeps book of every Time.
    Simulator::Run();
    Simulator::Destroy();
    MachinePair pair;
    for (auto _ : state)
    {
        pair.Move();
        if (!pair.IsComplete())
        {
            state.SkipWithError("the exchange has failed");
            return;
        }
    }
}

BENCHMARK(RegisterWithCorrespondent)->Unit(benchmark::kMicrosecond);

} // namespace

BENCHMARK_MAIN();
