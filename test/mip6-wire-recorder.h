/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_WIRE_RECORDER_H
#define MIP6_WIRE_RECORDER_H

#include "mip6-packet-layout.h"
#include "mip6-packet-octets.h"
#include "mip6-test-network.h"

#include "ns3/mip6-correspondent-node.h"
#include "ns3/mip6-numbers.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/udp-header.h"

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Every packet that arrives over a link, and every signalling message that a role tells of, in
 * networks with route optimization.
 */

namespace ns3::mip6::tests
{

/// Octets of an IPv6 header, of a UDP header and of the data of MakeFlow.
constexpr uint32_t PLAIN_OCTETS = 40 + 8 + 160;

/// A span of time.
struct Span
{
    Time from;  //!< first instant
    Time until; //!< first one after it

    /// @param at any time @return whether it is in the span
    bool Has(Time at) const
    {
        return at >= from && at < until;
    }
};

/// A packet that has arrived over a link.
struct WirePacket
{
    Time at;                 //!< when
    std::string node;        //!< where
    uint32_t size{0};        //!< octets, from its outermost IPv6 header on
    bool isTunnelled{false}; //!< an IPv6 header is around it
    Ipv6Address source;      //!< of the outermost IPv6 header
    Ipv6Address destination; //!< of the outermost IPv6 header
    Bytes octets;            //!< from its innermost IPv6 header on; of data the headers alone
    PacketLayout layout;     //!< of these

    /// @return the address in a type 2 routing header
    std::optional<Ipv6Address> GetType2() const
    {
        const bool isThere = layout.routing != 0 && octets[layout.routing + 2] == ROUTING_TYPE_2;
        return isThere ? std::optional(ReadAddress(octets, layout.routing + 8)) : std::nullopt;
    }

    /// @return the address in a Home Address option
    std::optional<Ipv6Address> GetOption() const
    {
        const bool isThere =
            layout.destination != 0 && octets[layout.destination + 6] == HOME_ADDRESS_OPTION_TYPE;
        return isThere ? std::optional(ReadAddress(octets, layout.destination + 8)) : std::nullopt;
    }

    /// @return how it travels: "plain", or the extra headers from outside to inside
    std::string GetForm() const
    {
        std::string form = isTunnelled ? "tunnel " : "";
        form += GetType2() ? "type2 " : "";
        form += GetOption() ? "option " : "";
        return form.empty() ? "plain" : form.substr(0, form.size() - 1);
    }

    /// @return MH Type, -1 if it is no Mobility Header
    int GetMobility() const
    {
        return layout.protocol == NEXT_HEADER_MOBILITY ? octets[layout.upper + 2] : -1;
    }

    /// @return destination port of a datagram, 0 if it is none
    uint16_t GetPort() const
    {
        return layout.protocol == UDP ? ReadU16(octets, layout.upper + 2) : uint16_t{0};
    }

    /// @return number of a datagram in its flow
    uint32_t GetSequence() const
    {
        // Behind the UDP header the size of the data, then the number.
        const std::size_t at = layout.upper + 8 + 8;
        return (uint32_t{ReadU16(octets, at)} << 16) | ReadU16(octets, at + 2);
    }
};

/// A test that looks at the wire.
class WireTestCase : public NetworkTestCase
{
  public:
    using NetworkTestCase::NetworkTestCase;

  protected:
    /// A signalling message as a role has traced it.
    struct Signal
    {
        Time at;                     //!< when
        std::string node;            //!< who
        Mip6SignallingRecord record; //!< what
    };

    /// Build, with everything connected. @param description of the network
    void Observe(const Scenario& description)
    {
        NS_TEST_ASSERT_MSG_EQ(ValidateScenario(description).size(), 0, "nothing is wrong");
        Build(description);
        for (const NetworkDevice& device : network.devices)
        {
            ConnectDevice(device.node, device.device);
        }
        for (const NetworkMobile& mobile : network.mobiles)
        {
            ConnectSignals(mobile.name, mobile.role);
        }
        for (const auto& [name, role] : network.correspondents)
        {
            ConnectSignals(name, role);
        }
    }

    /// @param name of a node @return the address that others reach it by
    Ipv6Address GetAddress(const std::string& name) const
    {
        for (const NetworkNode& node : network.nodes)
        {
            if (node.name == name)
            {
                return node.address;
            }
        }
        return Ipv6Address::GetAny();
    }

    /// @param name of a node @return its role of a correspondent node, nullptr without one
    Ptr<Mip6CorrespondentNode> GetCorrespondent(const std::string& name) const
    {
        for (const auto& [node, role] : network.correspondents)
        {
            if (node == name)
            {
                return role;
            }
        }
        return nullptr;
    }

    /**
     * @param node that traced them
     * @param peer whose messages count, unspecified for all; the home agent's never do
     * @param span of time
     * @return how many messages of return routability and registration it has sent and received:
     * Home and Care-of Test Inits, Home and Care-of Tests, Updates, Acknowledgements
     */
    std::string GetExchange(const std::string& node,
                            const Ipv6Address& peer,
                            const Span& span) const
    {
        static const std::array<const char*, 6> NAMES{"Home Test Init",
                                                      "Care-of Test Init",
                                                      "Home Test",
                                                      "Care-of Test",
                                                      "Binding Update",
                                                      "Binding Acknowledgement"};
        std::string counts;
        for (const char* const name : NAMES)
        {
            std::size_t count = 0;
            for (const Signal& signal : signals)
            {
                count += signal.node == node && span.Has(signal.at) &&
                         signal.record.message == name && IsWith(signal.record, peer);
            }
            counts += std::to_string(count) + " ";
        }
        return counts;
    }

    /// @param node where they have arrived @param type MH Type @param peer source or destination
    /// @param span of time @return how many
    std::size_t CountArrived(const std::string& node,
                             MobilityType type,
                             const Ipv6Address& peer,
                             const Span& span) const
    {
        std::size_t count = 0;
        for (const WirePacket& packet : packets)
        {
            const bool isFrom = ReadAddress(packet.octets, SOURCE_AT) == peer ||
                                ReadAddress(packet.octets, DESTINATION_AT) == peer;
            count += packet.node == node && span.Has(packet.at) && isFrom &&
                     packet.GetMobility() == static_cast<int>(type);
        }
        return count;
    }

    /// @param node that traced it @param direction seen from there @param name of the message
    /// @param span of time @return when, every time
    std::vector<Time> FindSignals(const std::string& node,
                                  Mip6Direction direction,
                                  const std::string& name,
                                  const Span& span) const
    {
        std::vector<Time> found;
        for (const Signal& signal : signals)
        {
            if (signal.node == node && signal.record.direction == direction &&
                signal.record.message == name && span.Has(signal.at))
            {
                found.push_back(signal.at);
            }
        }
        return found;
    }

    /// @param node where they have arrived @param flow number @param span of time, of sending
    /// @return datagrams of the flow by the way they travel
    std::map<std::string, uint32_t> CountForms(const std::string& node,
                                               std::size_t flow,
                                               const Span& span)
    {
        std::map<std::string, uint32_t> forms;
        for (const WirePacket& packet : packets)
        {
            if (packet.node == node && packet.GetPort() == network.flows[flow].port &&
                span.Has(recorder.flows[flow].sent[packet.GetSequence()]))
            {
                ++forms[packet.GetForm()];
            }
        }
        return forms;
    }

    /// Judge that all datagrams of a span travel alike, and that none is lost. @param node where
    /// they arrive @param flow number @param span of time @param form how they travel
    void ExpectForm(const std::string& node,
                    std::size_t flow,
                    const Span& span,
                    const std::string& form)
    {
        const auto forms = CountForms(node, flow, span);
        const std::size_t sent = recorder.CountSent(flow, span.from, span.until);
        NS_TEST_EXPECT_MSG_GT(sent, 0, "datagrams are sent in flow " << flow);
        std::string names;
        for (const auto& [name, count] : forms)
        {
            names += name + ": " + std::to_string(count) + ", ";
        }
        NS_TEST_EXPECT_MSG_EQ(names,
                              form + ": " + std::to_string(sent) + ", ",
                              "flow " << flow << " at " << node << " from " << span.from.As(Time::S)
                                      << " until " << span.until.As(Time::S));
        NS_TEST_EXPECT_MSG_EQ(recorder.CountNotOnce(flow, span.from, span.until), 0, "lost");
    }

    /// @param name of the node @param role to listen to
    void ConnectSignals(const std::string& name, const Ptr<Object>& role)
    {
        role->TraceConnectWithoutContext(
            "Signalling",
            Callback<void, const Mip6SignallingRecord&>(
                [this, name](const Mip6SignallingRecord& record) {
                    signals.push_back({Simulator::Now(), name, record});
                }));
    }

    /// @param name of the node @param device on it
    void ConnectDevice(const std::string& name, const Ptr<NetDevice>& device)
    {
        using Handler = Callback<void,
                                 Ptr<NetDevice>,
                                 Ptr<const Packet>,
                                 uint16_t,
                                 const Address&,
                                 const Address&,
                                 NetDevice::PacketType>;
        device->GetNode()->RegisterProtocolHandler(
            Handler([this, name](Ptr<NetDevice>,
                                 Ptr<const Packet> packet,
                                 uint16_t,
                                 const Address&,
                                 const Address&,
                                 NetDevice::PacketType) { Note(name, packet); }),
            Ipv6L3Protocol::PROT_NUMBER,
            device);
    }

    std::vector<WirePacket> packets; //!< in the order of arrival, those that routers pass on too
    std::vector<Signal> signals;     //!< in the order of tracing

  private:
    /// @param record of a message @param peer one of its ends, unspecified for any
    /// @return whether it is of that peer and not of the home agent
    bool IsWith(const Mip6SignallingRecord& record, const Ipv6Address& peer) const
    {
        const Ipv6Address agent = network.mobiles.front().homeAgent;
        return record.source != agent && record.destination != agent &&
               (peer.IsAny() || record.source == peer || record.destination == peer);
    }

    /// @param name of the node @param packet that came to it over a link
    void Note(const std::string& name, const Ptr<const Packet>& packet)
    {
        WirePacket noted;
        noted.at = Simulator::Now();
        noted.node = name;
        noted.size = packet->GetSize();
        noted.octets.resize(noted.size);
        packet->CopyData(noted.octets.data(), noted.size);
        noted.source = ReadAddress(noted.octets, SOURCE_AT);
        noted.destination = ReadAddress(noted.octets, DESTINATION_AT);
        if (noted.source.IsLinkLocal() || noted.destination.IsMulticast())
        {
            return;
        }
        if (noted.octets[NEXT_HEADER_AT] == NEXT_HEADER_IPV6)
        {
            noted.isTunnelled = true;
            noted.octets.erase(noted.octets.begin(), noted.octets.begin() + IPV6_OCTETS);
        }
        noted.layout = FindHeaders(noted.octets);
        if (noted.layout.protocol == UDP)
        {
            const std::size_t headers = noted.layout.upper + 8 + 20;
            noted.octets.resize(std::min(noted.octets.size(), headers));
        }
        packets.push_back(std::move(noted));
    }
};

} // namespace ns3::mip6::tests

#endif /* MIP6_WIRE_RECORDER_H */
