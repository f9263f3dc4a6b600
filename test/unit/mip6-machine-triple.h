/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MACHINE_TRIPLE_H
#define MIP6_MACHINE_TRIPLE_H

#include "mip6-advertisement-makers.h"
#include "mip6-message-delivery.h"
#include "mip6-triple-config.h"
#include "mip6-virtual-clock.h"

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

/**
 * @file
 * @ingroup mip6-tests
 * A mobile node, its home agent and a correspondent node with a clock of their own.
 */

namespace ns3::mip6::tests
{

/// Performs the actions of all machines in virtual time, and lets packets flow both ways between
/// mobile node and correspondent node. Address configuration and the probing of the home address
/// take a second each.
class MachineTriple
{
  public:
    /// @param config of all
    explicit MachineTriple(TripleConfig config = TripleConfig())
        : m_config(std::move(config)),
          m_mobile(m_config.mobile, MakeCounter(), [this](auto&) { return m_mobileUse; }),
          m_agent(m_config.agent, MakeRandom())
    {
        RestartPeer();
    }

    /// @param router whose link the mobile node moves to @param prefix of that link
    void MoveTo(const Ipv6Address& router, const Ipv6Address& prefix)
    {
        PrefixInformation information = MakeLinkPrefix(prefix);
        information.validLifetime = ND_INFINITE_LIFETIME;
        m_link = MakeAdvertisement(router, information);
        m_link.advertisement.options.emplace_back(SourceLinkLayerAddress{{2, 0, 0, 0, 0, 1}});
        RemoveOptions<AdvertisementInterval>(m_link.advertisement);
        m_prefix = prefix;
        PerformMobile(m_mobile.HandleLinkUp(m_clock.GetNow()));
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

    /// The correspondent node begins, or loses its memory.
    void RestartPeer()
    {
        m_restarts += 1000;
        m_peer = std::make_unique<CorrespondentMachine>(
            m_config.peer,
            [next = m_restarts]() mutable { return next++ * 0x9E3779B97F4A7C15; },
            [this](auto&) { return m_peerUse; });
        m_peerPath.reset();
    }

    /// @param interval between two packets in each direction, from now on; absent: no packets
    void LetFlow(const std::optional<Time>& interval)
    {
        m_interval = interval;
        Flow(++m_flowNumber);
    }

    /// @param isLost tells from now on which messages do not arrive
    void Lose(std::function<bool(std::size_t)> isLost)
    {
        m_config.isLost = std::move(isLost);
    }

    /// @param duration to let pass
    void Run(Time duration)
    {
        const Time end = m_clock.GetNow() + duration;
        for (auto next = GetNext(); next && *next <= end; next = GetNext())
        {
            m_clock.SetNow(*next);
            Step();
        }
        m_clock.SetNow(end);
    }

    /// @return the mobile node
    const MobileNodeMachine& GetMobile() const
    {
        return m_mobile;
    }

    /// @return the correspondent node
    const CorrespondentMachine& GetPeer() const
    {
        return *m_peer;
    }

    /// @return local end of the mobile node's direct path, if any
    std::optional<Ipv6Address> GetMobilePath() const
    {
        return m_mobilePath;
    }

    /// @return far end of the correspondent node's direct path, if any
    std::optional<Ipv6Address> GetPeerPath() const
    {
        return m_peerPath;
    }

    /// @return all messages, lost or not, behind their time in seconds
    const Lines& GetMessages() const
    {
        return m_messages;
    }

    /// Forget the messages so far.
    void ClearMessages()
    {
        m_messages.clear();
    }

    /// @return packets that did not arrive
    std::size_t GetLostPackets() const
    {
        return m_lostPackets;
    }

  private:
    /// @return when something happens next
    std::optional<Time> GetNext() const
    {
        auto next = m_clock.GetNext();
        for (const auto& at :
             {m_mobile.GetNextDeadline(), m_agent.GetNextDeadline(), m_peer->GetNextDeadline()})
        {
            next = at && (!next || *at < *next) ? at : next;
        }
        return next;
    }

    /// Let one thing happen, now.
    void Step()
    {
        if (m_clock.ServeOne())
        {
            return;
        }
        PerformMobile(m_mobile.HandleDeadline(m_clock.GetNow()));
        PerformAgent(m_agent.HandleDeadline(m_clock.GetNow()));
        PerformPeer(m_peer->HandleDeadline(m_clock.GetNow()));
    }

    /// @param address of the mobile node, if any @return whether it is reached there
    bool IsAt(const std::optional<Ipv6Address>& address) const
    {
        return address && address == m_address && Ipv6Prefix(64).IsMatch(*address, m_prefix);
    }

    // ----- packets

    /// @param flowNumber of the flow; nothing happens once it has ended
    void Flow(std::size_t flowNumber)
    {
        if (flowNumber != m_flowNumber || !m_interval)
        {
            return;
        }
        SendFromMobile();
        SendFromPeer();
        m_clock.Schedule(*m_interval, [this, flowNumber] { Flow(flowNumber); });
    }

    /// A packet leaves the mobile node.
    void SendFromMobile()
    {
        if (m_mobilePath)
        {
            m_mobileUse = m_clock.GetNow();
            m_clock.Schedule(m_config.directDelay,
                             [this, from = *m_mobilePath] { ReachPeer(from); });
            return;
        }
        if (m_mobileTunnel)
        {
            NoteTunnelled();
        }
    }

    /// @param from care-of address of a packet that reaches the correspondent node directly
    void ReachPeer(const Ipv6Address& from)
    {
        const Binding* binding = m_peer->GetBindingCache().Find(HOME_ADDRESS);
        if (binding && binding->careOfAddress == from)
        {
            return;
        }
        ++m_lostPackets;
        BindingError error;
        error.homeAddress = HOME_ADDRESS;
        PerformPeer({SendMessage{CORRESPONDENT, from, std::nullopt, std::nullopt, error}});
    }

    /// A packet leaves the correspondent node.
    void SendFromPeer()
    {
        if (m_peerPath)
        {
            m_peerUse = m_clock.GetNow();
            m_clock.Schedule(m_config.directDelay,
                             [this, to = *m_peerPath] { m_lostPackets += IsAt(to) ? 0 : 1; });
            return;
        }
        m_clock.Schedule(m_config.homeDelay, [this] {
            if (IsAt(m_agentTunnel))
            {
                NoteTunnelled();
            }
        });
    }

    /// The mobile node sees a packet of the tunnel.
    void NoteTunnelled()
    {
        if (m_mobile.NoteTunnelled(m_clock.GetNow(), {HOME_ADDRESS, CORRESPONDENT}))
        {
            PerformMobile(
                m_mobile.HandleCorrespondent(m_clock.GetNow(), {HOME_ADDRESS, CORRESPONDENT}));
        }
    }

    // ----- messages

    /// @param send to perform @param arrive what happens if it arrives @param delay until then
    void Send(const SendMessage& send, Time delay, std::function<void()> arrive)
    {
        const Lines line = Stamp(m_clock.GetNow(), {std::visit(MessageNamer(), send.message)});
        m_messages.push_back(line.front());
        const bool isFromNowhere = send.source == m_address && !IsAt(send.source);
        if (!m_config.isLost(++m_messageCount) && !isFromNowhere)
        {
            m_clock.Schedule(delay, std::move(arrive));
        }
    }

    /// @param actions of the mobile node
    void PerformMobile(const Actions& actions)
    {
        for (const Action& action : actions)
        {
            std::visit([this](const auto& value) { DoAtMobile(value); }, action);
        }
    }

    /// @param send to perform
    void DoAtMobile(const SendMessage& send)
    {
        if (send.destination == HOME_AGENT)
        {
            Send(send, m_config.homeDelay, [this, send] {
                PerformAgent(Deliver(m_agent, m_clock.GetNow(), send));
            });
            return;
        }
        const bool isTunnelled = send.source == HOME_ADDRESS && m_address != HOME_ADDRESS;
        const bool isHeld = isTunnelled && !m_mobileTunnel;
        Send(send, isTunnelled ? m_config.homeDelay : m_config.directDelay, [this, send, isHeld] {
            if (isHeld)
            {
                throw std::logic_error("a Home Test Init without a tunnel");
            }
            PerformPeer(Deliver(*m_peer, m_clock.GetNow(), send));
        });
    }

    /// @param send to an address of the mobile node @param delay until it arrives
    void SendToMobile(const SendMessage& send, Time delay)
    {
        Send(send, delay, [this, send] {
            MessagePath path{send.source,
                             send.type2HomeAddress.value_or(send.destination),
                             send.destination == HOME_ADDRESS && m_address != HOME_ADDRESS,
                             send.type2HomeAddress.has_value()};
            const auto at = path.isTunnelled ? m_agentTunnel : send.destination;
            if (IsAt(at))
            {
                PerformMobile(Deliver(m_mobile, {m_clock.GetNow(), path, send}));
            }
        });
    }

    /// @param actions of the home agent
    void PerformAgent(const Actions& actions)
    {
        for (const Action& action : actions)
        {
            std::visit([this](const auto& value) { DoAtAgent(value); }, action);
        }
    }

    /// @param actions of the correspondent node
    void PerformPeer(const Actions& actions)
    {
        for (const Action& action : actions)
        {
            std::visit([this](const auto& value) { DoAtPeer(value); }, action);
        }
    }

    // ----- actions

    /// @param open to perform
    void DoAtMobile(const OpenTunnel& open)
    {
        m_mobileTunnel = open.local;
    }

    /// Close the tunnel.
    void DoAtMobile(const CloseTunnel&)
    {
        m_mobileTunnel.reset();
    }

    /// Leave without a tunnel from now on.
    void DoAtMobile(const ReleaseHeldPackets&)
    {
        m_mobileTunnel.reset();
    }

    /// @param open to perform
    void DoAtMobile(const OpenDirectPath& open)
    {
        m_mobilePath = open.local;
    }

    /// Close the direct path.
    void DoAtMobile(const CloseDirectPath&)
    {
        m_mobilePath.reset();
    }

    /// Let the router answer.
    void DoAtMobile(const SolicitRouter&)
    {
        m_clock.Schedule(m_config.directDelay, [this] {
            PerformMobile(m_mobile.HandleRouterAdvertisement(m_clock.GetNow(), m_link));
        });
    }

    /// @param configure to perform
    void DoAtMobile(const ConfigureLink& configure)
    {
        if (configure.attachment.home)
        {
            m_address = HOME_ADDRESS;
            return;
        }
        const auto address = configure.attachment.prefix == PREFIX_A ? CARE_OF_A : CARE_OF_B;
        m_clock.Schedule(Seconds(1), [this, address, number = ++m_configurations] {
            if (number == m_configurations)
            {
                m_address = address;
                PerformMobile(m_mobile.HandleCareOfAddressReady(m_clock.GetNow(), address));
            }
        });
    }

    /// Lose the care-of address.
    void DoAtMobile(const LeaveLink&)
    {
        ++m_configurations;
        m_address.reset();
    }

    /// Everything else concerns packets and traces.
    template <typename T>
    void DoAtMobile(const T&)
    {
    }

    /// @param send to perform
    void DoAtAgent(const SendMessage& send)
    {
        SendToMobile(send, m_config.homeDelay);
    }

    /// @param open to perform
    void DoAtAgent(const OpenTunnel& open)
    {
        m_agentTunnel = open.remote;
    }

    /// Close the tunnel.
    void DoAtAgent(const CloseTunnel&)
    {
        m_agentTunnel.reset();
    }

    /// @param start to perform
    void DoAtAgent(const StartDad& start)
    {
        m_clock.Schedule(Seconds(1), [this, probe = ++m_probe, start] {
            if (probe == m_probe)
            {
                PerformAgent(
                    m_agent.HandleDadResult(m_clock.GetNow(), start.address, DadOutcome::UNIQUE));
            }
        });
    }

    /// Stop probing.
    void DoAtAgent(const ReleaseAddress&)
    {
        ++m_probe;
    }

    /// Everything else concerns packets and traces.
    template <typename T>
    void DoAtAgent(const T&)
    {
    }

    /// @param send to perform
    void DoAtPeer(const SendMessage& send)
    {
        const bool isHome = send.destination == HOME_ADDRESS;
        SendToMobile(send, isHome ? m_config.homeDelay : m_config.directDelay);
    }

    /// @param open to perform
    void DoAtPeer(const OpenDirectPath& open)
    {
        m_peerPath = open.remote;
    }

    /// Close the direct path.
    void DoAtPeer(const CloseDirectPath&)
    {
        m_peerPath.reset();
    }

    /// Everything else concerns traces.
    template <typename T>
    void DoAtPeer(const T&)
    {
    }

    TripleConfig m_config;                        //!< of all
    std::optional<Time> m_mobileUse;              //!< of the mobile node's direct path
    std::optional<Time> m_peerUse;                //!< of the correspondent node's
    MobileNodeMachine m_mobile;                   //!< one of the triple
    HomeAgentMachine m_agent;                     //!< another
    std::unique_ptr<CorrespondentMachine> m_peer; //!< the third
    uint64_t m_restarts{0};                       //!< seeds of the correspondent node
    VirtualClock m_clock;                         //!< of all
    RouterAdvertisementInput m_link;              //!< what the present link advertises
    Ipv6Address m_prefix;                         //!< of the present link
    std::size_t m_configurations{0};              //!< of addresses so far
    std::size_t m_probe{0};                       //!< grows with each probe and its end
    std::optional<Ipv6Address> m_address;         //!< at which the mobile node is reached
    std::optional<Ipv6Address> m_agentTunnel;     //!< far end
    std::optional<Ipv6Address> m_mobileTunnel;    //!< near end
    std::optional<Ipv6Address> m_mobilePath;      //!< local end
    std::optional<Ipv6Address> m_peerPath;        //!< far end
    std::optional<Time> m_interval;               //!< of packets
    std::size_t m_flowNumber{0};                  //!< grows with each change of the interval
    std::size_t m_messageCount{0};                //!< sent
    std::size_t m_lostPackets{0};                 //!< see GetLostPackets
    Lines m_messages;                             //!< sent
};

} // namespace ns3::mip6::tests

#endif /* MIP6_MACHINE_TRIPLE_H */
