/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ROUTER_ADVERTISER_H
#define MIP6_ROUTER_ADVERTISER_H

#include "ns3/application.h"
#include "ns3/event-id.h"
#include "ns3/mip6-nd-messages.h"
#include "ns3/net-device.h"
#include "ns3/nstime.h"
#include "ns3/random-variable-stream.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <optional>

namespace ns3
{

class Mip6Icmpv6Interface;
class Mip6Stack;
struct Mip6Icmpv6Input;

/**
 * @ingroup mip6-stack
 * Advertises a router on one link (RFC 4861 section 6.2) with what RFC 6275 section 7 adds: hop
 * limit 255, H flag, R flag with the full address, Advertisement Interval, Home Agent Information,
 * intervals down to 30 ms. Advertises the prefixes of the link as the node's Mip6LinkPrefixTable
 * has them.
 */
class Mip6RouterAdvertiser : public Application
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    Mip6RouterAdvertiser();
    ~Mip6RouterAdvertiser() override;

    /// Signature of "Sent". @param advertisement content
    typedef void (*SentTracedCallback)(const mip6::RouterAdvertisement& advertisement);

    /// @param device on whose link to advertise; before the application starts
    void SetDevice(Ptr<NetDevice> device);

    /// @return device on whose link it advertises
    Ptr<NetDevice> GetDevice() const;

    /**
     * The home agent of this router has failed, or is back. A router that is a default router goes
     * on as nothing but that; another one has nothing to say.
     * @param failed whether it has failed
     */
    void SetHomeAgentFailed(bool failed);

    /**
     * Fall silent, or begin anew: the router is, or is not, one of this link at present.
     * @param paused whether nothing is sent, not even to solicitations
     */
    void SetPaused(bool paused);

    /**
     * Fix the random numbers.
     * @param stream first stream number
     * @return how many streams are used
     */
    int64_t AssignStreams(int64_t stream);

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /// What is advertised has changed: nodes of the link are told soon.
    void AnnounceChange();
    /// Take in what the prefixes of the link depend on.
    void FollowPrefixes();
    /// Draw the time of the next unsolicited advertisement.
    void ScheduleNext();
    /// @param delay until the next advertisement; replaces what was scheduled
    void ScheduleAfter(Time delay);
    /// The time has come.
    void HandleTimer();
    /// @return whether the link-local address may be used as a source (RFC 4862 section 5.4)
    bool IsSourceUsable() const;
    /// @return whether there is nothing to advertise
    bool IsSilent() const;
    /// @param routerLifetime to advertise, 0 on ceasing
    void Send(Time routerLifetime);
    /// @param routerLifetime to advertise @return content of an advertisement
    mip6::RouterAdvertisement MakeAdvertisement(Time routerLifetime) const;
    /// @param input a Router Solicitation @return false: the stack keeps the neighbor cache
    bool HandleSolicitation(const Mip6Icmpv6Input& input);

    Ptr<Mip6Stack> m_stack;              //!< of the router
    Ptr<Mip6Icmpv6Interface> m_icmpv6;   //!< of the link
    Ptr<NetDevice> m_device;             //!< on the link
    uint32_t m_interface{0};             //!< on the link
    Ptr<UniformRandomVariable> m_random; //!< of intervals and delays
    EventId m_timer;                     //!< next advertisement
    Time m_timerAt;                      //!< its time
    std::optional<Time> m_lastSentAt;    //!< multicast
    uint32_t m_initialsLeft{0};          //!< advertisements of the initial burst to come
    bool m_running{false};               //!< started and not stopped
    bool m_homeAgentFailed{false};       //!< see SetHomeAgentFailed
    bool m_paused{false};                //!< see SetPaused

    Time m_minInterval;                                           //!< attribute
    Time m_maxInterval;                                           //!< attribute
    Time m_minDelay;                                              //!< attribute
    Time m_maxSolicitedDelay;                                     //!< attribute
    Time m_routerLifetime;                                        //!< attribute
    Time m_validLifetime;                                         //!< attribute
    Time m_preferredLifetime;                                     //!< attribute
    bool m_homeAgent{false};                                      //!< attribute
    uint16_t m_preference{0};                                     //!< attribute
    Time m_homeAgentLifetime;                                     //!< attribute
    bool m_mobileRouters{false};                                  //!< attribute
    bool m_routerAddress{false};                                  //!< attribute
    bool m_intervalOption{true};                                  //!< attribute
    bool m_prefixOptions{true};                                   //!< attribute
    TracedCallback<const mip6::RouterAdvertisement&> m_sentTrace; //!< trace "Sent"
};

} // namespace ns3

#endif /* MIP6_ROUTER_ADVERTISER_H */
