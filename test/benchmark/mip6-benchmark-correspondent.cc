/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-benchmark-bindings.h"

#include "ns3/mip6-correspondent-update.h"
#include "ns3/mip6-extension-headers.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-mobility-header.h"
#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-numbers.h"

#include <variant>

/**
 * @file
 * @ingroup mip6-tests
 * Cost of a packet that a correspondent node exchanges with mobile nodes on the direct path, by
 * number of bindings. It shall not depend on it. Both ways it counts from the one end of the wire
 * to the other.
 *
 * No two packets in a row are of one mobile node, so that with many bindings the processor finds
 * the entry of none in its caches; that is the worst case, and all of the difference.
 *
 *     cn --- wire --- node without a stack, which stands for all mobile nodes
 */

namespace
{

using namespace ns3;
using namespace ns3::mip6::benchmarks;

/// Port of both ends.
constexpr uint16_t PORT = 9;

/// A correspondent node with bindings.
class BoundCorrespondent : public BoundNode
{
  public:
    /// @param bindings how many
    explicit BoundCorrespondent(uint32_t bindings)
        : BoundNode(bindings)
    {
        Mip6Helper mip6;
        mip6.SetCorrespondentNodeAttribute("MaxBindings", UintegerValue(bindings));
        m_role = mip6.InstallCorrespondentNode(m_node);
        m_socket = Socket::CreateSocket(m_node, UdpSocketFactory::GetTypeId());
        m_socket->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), PORT));
        m_socket->SetRecvCallback([this](Ptr<Socket> socket) {
            while (socket->Recv())
            {
                ++m_received;
            }
        });
        Simulator::Schedule(Seconds(2), [this] { Register(); });
    }

    ~BoundCorrespondent()
    {
        m_socket->Close();
    }

    /// @return whether every mobile node is registered
    bool IsReady() const
    {
        return m_role->GetBindingCount() == m_bindings &&
               m_role->GetDirectPathCount() == m_bindings;
    }

    /**
     * Send packets to the home addresses, one after the other.
     * @return time of the event loop per packet in seconds; negative if packets got lost
     */
    double SendBatch()
    {
        for (uint32_t i = 0; i < BATCH; ++i)
        {
            const Address receiver = Inet6SocketAddress(MakeAddress(1, TakeNext()), PORT);
            Simulator::Schedule(MicroSeconds(i), [this, receiver] {
                m_socket->SendTo(Create<Packet>(PAYLOAD_OCTETS - 8), 0, receiver);
            });
        }
        const uint32_t before = m_sent;
        const double elapsed = RunEventLoop(MicroSeconds(BATCH + 1));
        // A packet counts twice: before and after it has got its routing header.
        return m_sent - before < 2 * BATCH ? -1 : elapsed / BATCH;
    }

    /**
     * Let packets of the home addresses come in, one after the other.
     * @return time of the event loop per packet in seconds; negative if packets got lost
     */
    double ReceiveBatch()
    {
        for (uint32_t i = 0; i < BATCH; ++i)
        {
            Simulator::Schedule(MicroSeconds(i),
                                [this, packet = MakePacket()] { SendFromWorld(packet); });
        }
        const uint32_t before = m_received;
        const double elapsed = RunEventLoop(MicroSeconds(BATCH + 1));
        return m_received - before < BATCH ? -1 : elapsed / BATCH;
    }

  private:
    /// Every mobile node registers.
    void Register()
    {
        const auto listener = MakeCallback(&BoundCorrespondent::HearAnswer, this);
        m_ipv6->TraceConnectWithoutContext("Tx", listener);
        for (uint32_t i = 0; i < m_bindings; ++i)
        {
            const mip6::CorrespondentAddresses addresses{MakeAddress(1, i),
                                                         MakeAddress(2, i),
                                                         m_address};
            ReceiveMessage(mip6::MakeHomeTestInit(addresses, {}));
            ReceiveMessage(mip6::MakeCareOfTestInit(addresses, {}));
            mip6::BindingUpdate update;
            update.sequence = 1;
            update.lifetime = Seconds(420);
            ReceiveMessage(mip6::MakeUpdate(addresses, m_tokens, update));
        }
        m_ipv6->TraceDisconnectWithoutContext("Tx", listener);
    }

    /// @param packet with its IPv6 header, which holds a Home Test or a Care-of Test
    void HearAnswer(Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t)
    {
        auto copy = packet->Copy();
        Ipv6Header header;
        copy->RemoveHeader(header);
        Mip6MobilityHeader mobility;
        copy->RemoveHeader(mobility);
        if (const auto* home = std::get_if<mip6::HomeTest>(&mobility.GetMessage()))
        {
            m_tokens.home = {home->homeNonceIndex, home->homeKeygenToken};
        }
        else if (const auto* careOf = std::get_if<mip6::CareOfTest>(&mobility.GetMessage()))
        {
            m_tokens.careOf = {careOf->careOfNonceIndex, careOf->careOfKeygenToken};
        }
    }

    /// @param send a message of a mobile node
    void ReceiveMessage(const mip6::SendMessage& send)
    {
        Mip6MobilityHeader mobility;
        mobility.SetMessage(send.message,
                            {send.homeAddressOption.value_or(send.source),
                             send.destination,
                             mip6::NEXT_HEADER_MOBILITY});
        auto packet = Create<Packet>();
        packet->AddHeader(mobility);
        Receive(Complete(packet, mip6::NEXT_HEADER_MOBILITY, send));
    }

    /// @return a packet from the next home address
    Ptr<Packet> MakePacket()
    {
        const uint32_t index = TakeNext();
        UdpHeader udp;
        udp.SetSourcePort(PORT);
        udp.SetDestinationPort(PORT);
        auto packet = Create<Packet>(PAYLOAD_OCTETS - 8);
        packet->AddHeader(udp);
        mip6::SendMessage send;
        send.source = MakeAddress(2, index);
        send.destination = m_address;
        send.homeAddressOption = MakeAddress(1, index);
        return Complete(packet, UdpL4Protocol::PROT_NUMBER, send);
    }

    /**
     * @param packet gets its first headers
     * @param nextHeader behind them
     * @param send addresses
     * @return the packet
     */
    static Ptr<Packet> Complete(Ptr<Packet> packet,
                                uint8_t nextHeader,
                                const mip6::SendMessage& send)
    {
        Ipv6Header header;
        header.SetNextHeader(nextHeader);
        if (send.homeAddressOption)
        {
            Mip6HomeAddressHeader option;
            option.Set(nextHeader, *send.homeAddressOption);
            packet->AddHeader(option);
            header.SetNextHeader(mip6::NEXT_HEADER_DESTINATION_OPTIONS);
        }
        header.SetSource(send.source);
        header.SetDestination(send.destination);
        header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
        header.SetHopLimit(64);
        packet->AddHeader(header);
        return packet;
    }

    Ptr<Mip6CorrespondentNode> m_role; //!< of the correspondent node
    Ptr<Socket> m_socket;              //!< of the correspondent node
    mip6::UpdateTokens m_tokens;       //!< of the mobile node that registers
    uint32_t m_received{0};            //!< packets
};

/// @return one correspondent node for each number of bindings, all mobile nodes registered
NodeByBindings<BoundCorrespondent>&
GetCorrespondents()
{
    static auto correspondents = MakeByBindings<BoundCorrespondent>();
    return correspondents;
}

/// @param state of the benchmark
void
SendToMobileNode(benchmark::State& state)
{
    CompareByBindings(state, GetCorrespondents(), [](auto& node) { return node.SendBatch(); });
}

/// @param state of the benchmark
void
ReceiveFromMobileNode(benchmark::State& state)
{
    CompareByBindings(state, GetCorrespondents(), [](auto& node) { return node.ReceiveBatch(); });
}

BENCHMARK(SendToMobileNode)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(ReceiveFromMobileNode)->UseManualTime()->Unit(benchmark::kMillisecond);

} // namespace

int
main(int argc, char* argv[])
{
    return RunBenchmarks(argc, argv, [] { GetCorrespondents() = {}; });
}
