/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MACHINE_PAIR_H
#define MIP6_MACHINE_PAIR_H

#include "mip6-advertisement-makers.h"

#include "ns3/mip6-home-agent-machine.h"
#include "ns3/mip6-mobile-node-machine.h"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * A mobile node and its home agent with a clock of their own.
 */

namespace ns3::mip6::tests
{

/// What a pair is made of.
struct PairConfig
{
    MobileNodeConfig mobile{MakeMobileNodeConfig()}; //!< of the mobile node
    HomeAgentConfig agent{MakeHomeAgentConfig()};    //!< of the home agent
    RandomSource random{MakeRandom()};               //!< of the mobile node
    Time delay{MilliSeconds(10)};                    //!< of each message
    std::set<std::size_t> lost;                      //!< messages that do not arrive, from 1 on
};

/// Performs the actions of both machines in virtual time. Address configuration and the probing of
/// the home address take a second each, routers advertise every ten minutes and when solicited.
class MachinePair
{
  public:
    /// @param config of both
    explicit MachinePair(PairConfig config = PairConfig())
        : m_config(std::move(config)),
          m_mobile(
              std::make_unique<MobileNodeMachine>(m_config.mobile, m_config.random, MakeFlowUse())),
          m_agent(std::make_unique<HomeAgentMachine>(m_config.agent, MakeRandom()))
    {
    }

    /// @param router whose link the mobile node moves to
    /// @param prefix of that link
    void MoveTo(const Ipv6Address& router, const Ipv6Address& prefix)
    {
        PrefixInformation information = MakeLinkPrefix(prefix);
        information.validLifetime = ND_INFINITE_LIFETIME;
        m_link = MakeAdvertisement(router, information);
        m_link.advertisement.options.emplace_back(SourceLinkLayerAddress{{2, 0, 0, 0, 0, 1}});
        RemoveOptions<AdvertisementInterval>(m_link.advertisement);
        ++m_linkNumber;
        m_address.reset();
        Perform(Side::MOBILE, m_mobile->HandleLinkUp(m_now));
        Advertise(m_linkNumber);
    }

    /// The mobile node moves home.
    void MoveHome()
    {
        MoveTo(ROUTER_HOME, HOME_PREFIX);
    }

    /// The mobile node moves to the first foreign link.
    void MoveToA()
    {
        MoveTo(ROUTER_A, PREFIX_A);
    }

    /// The mobile node moves to the second foreign link.
    void MoveToB()
    {
        MoveTo(ROUTER_B, PREFIX_B);
    }

    /// The mobile node loses its memory.
    /// @param random its bits from now on
    void RestartMobile(const RandomSource& random)
    {
        m_mobile = std::make_unique<MobileNodeMachine>(m_config.mobile, random, MakeFlowUse());
        m_mobileTunnel.reset();
        m_address.reset();
    }

    /// The home agent loses its memory.
    void RestartAgent()
    {
        m_agent = std::make_unique<HomeAgentMachine>(m_config.agent, MakeRandom());
        m_agentTunnel.reset();
        m_prefixRoutes.clear();
        m_defended = false;
        ++m_probe;
    }

    /// @param change something at the mobile node, and return what it asks for
    void ChangeMobile(const std::function<Actions(Time, MobileNodeMachine&)>& change)
    {
        Perform(Side::MOBILE, change(m_now, *m_mobile));
    }

    /// @param change something at the home agent, and return what it asks for
    void ChangeAgent(const std::function<Actions(HomeAgentMachine&)>& change)
    {
        Perform(Side::AGENT, change(*m_agent));
    }

    /// @param duration to let pass
    void Run(Time duration)
    {
        const Time end = m_now + duration;
        for (auto next = GetNext(); next && *next <= end; next = GetNext())
        {
            m_now = *next;
            Step();
        }
        m_now = end;
    }

    /// @return the mobile node
    const MobileNodeMachine& GetMobile() const
    {
        return *m_mobile;
    }

    /// @return the home agent
    const HomeAgentMachine& GetAgent() const
    {
        return *m_agent;
    }

    /// @return care-of address that the home agent tunnels to, if any
    std::optional<Ipv6Address> GetAgentTunnel() const
    {
        return m_agentTunnel;
    }

    /// @return whether the home agent answers for the home address
    bool IsDefended() const
    {
        return m_defended;
    }

    /// @return care-of address that the mobile node tunnels from, if any
    std::optional<Ipv6Address> GetMobileTunnel() const
    {
        return m_mobileTunnel;
    }

    /// @return far ends of the tunnels of mobile networks, at the home agent, by network
    const std::map<Ipv6Address, Ipv6Address>& GetPrefixRoutes() const
    {
        return m_prefixRoutes;
    }

    /// @return all messages, lost or not, as text
    const Lines& GetMessages() const
    {
        return m_messages;
    }

    /// @return all events of both binding tables
    const Lines& GetBindingEvents() const
    {
        return m_bindingEvents;
    }

    /// @param messages to lose from now on, counted from the next one as 1
    void Lose(const std::set<std::size_t>& messages)
    {
        m_config.lost.clear();
        for (std::size_t number : messages)
        {
            m_config.lost.insert(m_messages.size() + number);
        }
    }

    /// @return current time
    Time GetNow() const
    {
        return m_now;
    }

  private:
    /// One of the pair.
    enum class Side : uint8_t
    {
        MOBILE,
        AGENT,
    };

    /// @return when something happens next
    std::optional<Time> GetNext() const
    {
        std::optional<Time> next = m_mobile->GetNextDeadline();
        const auto agent = m_agent->GetNextDeadline();
        const auto event = m_events.empty() ? std::optional<Time>() : m_events.begin()->first;
        for (const auto& at : {agent, event})
        {
            if (at && (!next || *at < *next))
            {
                next = at;
            }
        }
        return next;
    }

    /// Let one thing happen, now.
    void Step()
    {
        constexpr std::size_t MAX_STEPS = 1000000;
        if (++m_steps > MAX_STEPS)
        {
            throw std::logic_error("a deadline never passes");
        }
        if (!m_events.empty() && m_events.begin()->first <= m_now)
        {
            const auto event = std::move(m_events.begin()->second);
            m_events.erase(m_events.begin());
            event();
            return;
        }
        Perform(Side::MOBILE, m_mobile->HandleDeadline(m_now));
        Perform(Side::AGENT, m_agent->HandleDeadline(m_now));
    }

    /**
     * @param delay from now
     * @param event to happen then
     */
    void Schedule(Time delay, std::function<void()> event)
    {
        m_events.emplace(m_now + delay, std::move(event));
    }

    /// Let the router of a link advertise, now and later.
    /// @param linkNumber of the link; nothing happens once the mobile node has left it
    void Advertise(std::size_t linkNumber)
    {
        if (linkNumber != m_linkNumber)
        {
            return;
        }
        Perform(Side::MOBILE, m_mobile->HandleRouterAdvertisement(m_now, m_link));
        Schedule(Minutes(10), [this, linkNumber] { Advertise(linkNumber); });
    }

    /**
     * @param side that acts
     * @param actions of that machine
     */
    void Perform(Side side, const Actions& actions)
    {
        m_side = side;
        for (const Action& action : actions)
        {
            std::visit([this](const auto& value) { Do(value); }, action);
        }
    }

    /// @param send to perform
    void Do(const SendMessage& send)
    {
        m_messages.push_back(Describe({send}).front());
        if (m_config.lost.count(m_messages.size()) > 0)
        {
            return;
        }
        Schedule(m_config.delay, [this, send] { Deliver(send); });
    }

    /// @param send that arrives
    void Deliver(const SendMessage& send)
    {
        if (const auto* update = std::get_if<BindingUpdate>(&send.message))
        {
            const Ipv6Address homeAddress = send.homeAddressOption.value_or(send.source);
            Perform(Side::AGENT,
                    m_agent->HandleBindingUpdate(
                        m_now,
                        {send.source, homeAddress, send.destination, *update}));
            return;
        }
        if (send.destination != m_address)
        {
            return; // the mobile node has left
        }
        const Ipv6Address destination = send.type2HomeAddress.value_or(send.destination);
        Perform(Side::MOBILE,
                m_mobile->HandleBindingAcknowledgement(
                    m_now,
                    {send.source, destination, std::get<BindingAcknowledgement>(send.message)}));
    }

    /// @param open to perform
    void Do(const OpenTunnel& open)
    {
        if (m_side == Side::AGENT)
        {
            m_agentTunnel = open.remote;
            return;
        }
        m_mobileTunnel = open.local;
    }

    /// Close the tunnel of the machine that acts.
    void Do(const CloseTunnel&)
    {
        (m_side == Side::AGENT ? m_agentTunnel : m_mobileTunnel).reset();
    }

    /// @param add to perform
    void Do(const AddPrefixRoute& add)
    {
        m_prefixRoutes.insert_or_assign(add.network.network, add.remote);
    }

    /// @param remove to perform
    void Do(const RemovePrefixRoute& remove)
    {
        m_prefixRoutes.erase(remove.network.network);
    }

    /// @param start to perform
    void Do(const StartDad& start)
    {
        const std::size_t probe = ++m_probe;
        Schedule(Seconds(1), [this, probe, start] {
            if (probe == m_probe)
            {
                Perform(Side::AGENT,
                        m_agent->HandleDadResult(m_now, start.address, DadOutcome::UNIQUE));
            }
        });
    }

    /// Answer for the home address.
    void Do(const DefendAddress&)
    {
        m_defended = true;
    }

    /// Stop answering for the home address.
    void Do(const ReleaseAddress&)
    {
        m_defended = false;
        ++m_probe;
    }

    /// Let the router answer.
    void Do(const SolicitRouter&)
    {
        Schedule(m_config.delay, [this, linkNumber = m_linkNumber] {
            if (linkNumber == m_linkNumber)
            {
                Perform(Side::MOBILE, m_mobile->HandleRouterAdvertisement(m_now, m_link));
            }
        });
    }

    /// @param configure to perform
    void Do(const ConfigureLink& configure)
    {
        if (configure.attachment.home)
        {
            m_address = HOME_ADDRESS;
            return;
        }
        uint8_t octets[16];
        configure.attachment.prefix.GetBytes(octets);
        octets[15] = 0x10;
        Schedule(Seconds(1), [this, address = Ipv6Address(octets), linkNumber = m_linkNumber] {
            if (linkNumber == m_linkNumber)
            {
                m_address = address;
                Perform(Side::MOBILE, m_mobile->HandleCareOfAddressReady(m_now, address));
            }
        });
    }

    /// Lose the care-of address.
    void Do(const LeaveLink&)
    {
        m_address.reset();
    }

    /// @param report to keep
    void Do(const ReportBinding& report)
    {
        m_bindingEvents.push_back(Describe({report}).front());
    }

    /// Leave without a tunnel from now on.
    void Do(const ReleaseHeldPackets&)
    {
        m_mobileTunnel.reset();
    }

    /// Everything else concerns packets and traces.
    template <typename T>
    void Do(const T&)
    {
    }

    PairConfig m_config;                                 //!< of both
    std::unique_ptr<MobileNodeMachine> m_mobile;         //!< one of the pair
    std::unique_ptr<HomeAgentMachine> m_agent;           //!< the other
    Time m_now;                                          //!< virtual time
    Side m_side{Side::MOBILE};                           //!< which acts
    std::multimap<Time, std::function<void()>> m_events; //!< to come
    std::size_t m_steps{0};                              //!< so far
    RouterAdvertisementInput m_link;                     //!< what the present link advertises
    std::size_t m_linkNumber{0};                         //!< grows with each movement
    std::size_t m_probe{0};                              //!< grows with each probe and its end
    std::optional<Ipv6Address> m_address;                //!< at which the mobile node is reached
    std::optional<Ipv6Address> m_agentTunnel;            //!< far end
    std::optional<Ipv6Address> m_mobileTunnel;           //!< near end
    std::map<Ipv6Address, Ipv6Address> m_prefixRoutes;   //!< see GetPrefixRoutes
    bool m_defended{false};                              //!< by the home agent
    Lines m_messages;                                    //!< sent
    Lines m_bindingEvents;                               //!< reported
};

} // namespace ns3::mip6::tests

#endif /* MIP6_MACHINE_PAIR_H */
