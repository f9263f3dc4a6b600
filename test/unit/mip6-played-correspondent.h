/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PLAYED_CORRESPONDENT_H
#define MIP6_PLAYED_CORRESPONDENT_H

#include "mip6-protocol-makers.h"

#include "ns3/mip6-binding-authorization.h"
#include "ns3/mip6-correspondent-update.h"

#include <memory>
#include <stdexcept>
#include <variant>

/**
 * @file
 * @ingroup mip6-tests
 * A correspondent node as a test plays it, and what a mobile node sends to it in few words.
 */

namespace ns3::mip6::tests
{

/// The first correspondent node.
inline const Ipv6Address CORRESPONDENT("2001:db8:c::1");
/// The second one.
inline const Ipv6Address CORRESPONDENT_B("2001:db8:d::1");

/// @return a source that counts from RANDOM_BITS on, so that no two cookies are equal
inline RandomSource
MakeCounter()
{
    return [next = std::make_shared<uint64_t>(RANDOM_BITS)] { return (*next)++; };
}

/**
 * @param nonceIndex of a Test
 * @return a token that tells its index
 */
inline IndexedToken
MakeToken(uint16_t nonceIndex)
{
    IndexedToken indexed;
    indexed.nonceIndex = nonceIndex;
    indexed.token.fill(static_cast<uint8_t>(nonceIndex));
    return indexed;
}

/**
 * @param message sent by a mobile node
 * @return it in a few words, empty if it is for nobody but a home agent
 */
inline std::string
NameMessage(const MobilityMessage& message)
{
    if (std::holds_alternative<HomeTestInit>(message))
    {
        return "HoTI";
    }
    if (std::holds_alternative<CareOfTestInit>(message))
    {
        return "CoTI";
    }
    const auto& update = std::get<BindingUpdate>(message);
    std::ostringstream text;
    text << "BU " << update.sequence << ' ' << update.lifetime.GetSeconds();
    return text.str();
}

/**
 * @param actions of a mobile node
 * @return its messages in a few words each
 */
inline Lines
NameMessages(const Actions& actions)
{
    Lines names;
    for (const auto& send : FindActions<SendMessage>(actions))
    {
        names.push_back(NameMessage(send.message));
    }
    return names;
}

/**
 * @param at time
 * @param names of what happened then
 * @return each behind the time in seconds
 */
inline Lines
Stamp(Time at, const Lines& names)
{
    Lines lines;
    for (const auto& name : names)
    {
        std::ostringstream text;
        text << at.GetSeconds() << ' ' << name;
        lines.push_back(text.str());
    }
    return lines;
}

/// Remembers what a mobile node has sent to it, and makes what it would answer.
class PlayedCorrespondent
{
  public:
    /// @param address its own
    explicit PlayedCorrespondent(const Ipv6Address& address = CORRESPONDENT)
        : m_address(address)
    {
    }

    /// @param actions of a mobile node
    void See(const Actions& actions)
    {
        for (const auto& send : FindActions<SendMessage>(actions))
        {
            if (send.destination == m_address)
            {
                std::visit([this](const auto& message) { Note(message); }, send.message);
                m_source = send.source;
            }
        }
    }

    /// @return answer to the latest Home Test Init
    HomeTest MakeHomeTest() const
    {
        HomeTest test;
        test.homeNonceIndex = homeIndex;
        test.homeInitCookie = m_homeCookie;
        test.homeKeygenToken = MakeToken(homeIndex).token;
        return test;
    }

    /// @return answer to the latest Care-of Test Init
    CareOfTest MakeCareOfTest() const
    {
        CareOfTest test;
        test.careOfNonceIndex = careOfIndex;
        test.careOfInitCookie = m_careOfCookie;
        test.careOfKeygenToken = MakeToken(careOfIndex).token;
        return test;
    }

    /// @return acceptance of the latest Binding Update, as requested and authorized
    BindingAcknowledgement Accept() const
    {
        return AuthorizeAnswer(MakeAcknowledgement(m_update.sequence, m_update.lifetime));
    }

    /// @param status verdict @return refusal of the latest Binding Update, authorized
    BindingAcknowledgement Refuse(BindingStatus status) const
    {
        return AuthorizeAnswer(MakeRefusal(m_update.sequence, status));
    }

    /// @param answer to the latest Binding Update @return the same, authorized
    BindingAcknowledgement AuthorizeAnswer(BindingAcknowledgement answer) const
    {
        const auto* indices = FindOption<NonceIndices>(m_update.options);
        if (!indices)
        {
            throw std::logic_error("no Binding Update was seen");
        }
        const CorrespondentAddresses addresses{HOME_ADDRESS, m_source, m_address};
        const BindingManagementKey key = MakeUpdateKey(
            addresses,
            {MakeToken(indices->homeNonceIndex), MakeToken(indices->careOfNonceIndex)});
        Authorize(answer, key, {m_source, m_address});
        return answer;
    }

    /// @return the latest Binding Update
    const BindingUpdate& GetUpdate() const
    {
        return m_update;
    }

    uint16_t homeIndex{7};   //!< of Home Tests from now on
    uint16_t careOfIndex{9}; //!< of Care-of Tests from now on

  private:
    /// @param init received
    void Note(const HomeTestInit& init)
    {
        m_homeCookie = init.homeInitCookie;
    }

    /// @param init received
    void Note(const CareOfTestInit& init)
    {
        m_careOfCookie = init.careOfInitCookie;
    }

    /// @param update received
    void Note(const BindingUpdate& update)
    {
        m_update = update;
    }

    /// Mobile nodes send nothing else.
    template <typename Message>
    void Note(const Message&)
    {
        throw std::logic_error("not a message to a correspondent node");
    }

    Ipv6Address m_address;   //!< its own
    Ipv6Address m_source;    //!< of the latest message
    Cookie m_homeCookie{};   //!< of the latest Home Test Init
    Cookie m_careOfCookie{}; //!< of the latest Care-of Test Init
    BindingUpdate m_update;  //!< the latest
};

} // namespace ns3::mip6::tests

#endif /* MIP6_PLAYED_CORRESPONDENT_H */
