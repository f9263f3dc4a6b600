/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-hex.h"
#include "mip6-packet-walk.h"
#include "mip6-pcap-file.h"

#include "ns3/mip6-mobility-messages.h"
#include "ns3/mip6-return-routability-keys.h"

#include <gtest/gtest.h>
#include <map>
#include <set>
#include <string>

/**
 * @file
 * @ingroup mip6-tests
 * The keys that a real mobile node and a real correspondent node agreed on, computed again from the
 * tokens that they exchanged.
 */

namespace ns3::mip6::tests
{

namespace
{

const Ipv6Address HOME_ADDRESS("2001:1:0:1::100"); //!< of the captured mobile node
const Ipv6Address CORRESPONDENT("2001:1:0:9::2");  //!< of the captured run

/// Follows the messages of one capture as the two nodes do.
class Listener
{
  public:
    /// @param packet from the IPv6 header on
    void Handle(const Bytes& packet)
    {
        const auto parts = WalkPacket(packet);
        const PacketPart& last = parts.back();
        if (last.nextHeader != 135)
        {
            return;
        }
        const auto message = DecodeMobilityMessage(last.octets.data(), last.octets.size());
        ASSERT_TRUE(message);
        m_last = &last;
        m_wire = parts.front().pseudoHeader;
        std::visit([this](const auto& value) { Take(value); }, *message.value);
    }

    int updates{0};             //!< whose authenticator was computed again
    int acknowledgements{0};    //!< whose authenticator was computed again
    std::set<std::string> keys; //!< Kbm, in hexadecimal digits

  private:
    /// @param test with the home keygen token
    void Take(const HomeTest& test)
    {
        m_tokens.home = test.homeKeygenToken;
    }

    /// @param test with the care-of keygen token of the address that it is sent to
    void Take(const CareOfTest& test)
    {
        m_careOfTokens[m_wire.destination] = test.careOfKeygenToken;
    }

    /// @param update with or without Binding Authorization Data
    void Take(const BindingUpdate& update)
    {
        const auto* data = FindOption<BindingAuthorizationData>(update.options);
        if (data)
        {
            m_isDeletion[update.sequence] = update.lifetime.IsZero();
            updates += IsRight(*data, m_wire.source, update.sequence) ? 1 : 0;
        }
    }

    /// @param acknowledgement with or without Binding Authorization Data
    void Take(const BindingAcknowledgement& acknowledgement)
    {
        const auto* data = FindOption<BindingAuthorizationData>(acknowledgement.options);
        if (data)
        {
            const bool isRight = IsRight(*data, m_wire.destination, acknowledgement.sequence);
            acknowledgements += isRight ? 1 : 0;
        }
    }

    /// Other messages hold no keys.
    /// @tparam Message type of the message
    template <typename Message>
    void Take(const Message& /* message */)
    {
    }

    /**
     * @param data of the latest message
     * @param mobileNode its address on the wire
     * @param sequence of the exchange
     * @return whether the authenticator is what the tokens give
     */
    bool IsRight(const BindingAuthorizationData& data,
                 const Ipv6Address& mobileNode,
                 uint16_t sequence)
    {
        const bool isDeletion = m_isDeletion[sequence];
        m_tokens.careOf = m_careOfTokens[mobileNode];
        // RFC 6275 sections 5.2.5 and 9.5.3: a deletion needs the home keygen token only, and its
        // care-of address is the home address.
        const auto key = isDeletion ? ComputeBindingManagementKey(m_tokens.home)
                                    : ComputeBindingManagementKey(m_tokens);
        keys.insert(ToHex(Bytes(key.begin(), key.end())));
        const AuthenticatedAddresses addresses{isDeletion ? HOME_ADDRESS : mobileNode,
                                               CORRESPONDENT};
        const auto authenticator =
            ComputeAuthenticator(key, addresses, m_last->octets.data(), m_last->octets.size());
        return IsSameAuthenticator(authenticator, data.authenticator);
    }

    const PacketPart* m_last{nullptr};                 //!< the latest Mobility Header
    PseudoHeader m_wire;                               //!< addresses of its IPv6 header
    KeygenTokens m_tokens;                             //!< the latest ones
    std::map<Ipv6Address, KeygenToken> m_careOfTokens; //!< by care-of address
    std::map<uint16_t, bool> m_isDeletion;             //!< by Sequence #
};

TEST(LinuxKeys, EveryAuthenticatorIsComputedAgainFromTheTokens)
{
    // One key per access link, one for the deletion; computed by Python's hashlib as well.
    const std::set<std::string> expected{"d7b4607354daa474b3636d26b1e6f97d3ee37fa7",
                                         "9e7058e9106c7e926bf50400c8bddd290fbf624c",
                                         "06dc692b59d44a1271c0bc3355ca4cfec2330570"};
    for (const std::string file : {"linux-ro-mn.pcap", "linux-ro-cn.pcap"})
    {
        SCOPED_TRACE(file);
        Listener listener;
        for (const Bytes& packet : ReadPcapFile(file))
        {
            listener.Handle(packet);
        }
        EXPECT_EQ(listener.updates, 3);
        EXPECT_EQ(listener.acknowledgements, 3);
        EXPECT_EQ(listener.keys, expected);
    }
}

} // namespace

} // namespace ns3::mip6::tests
