/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MULTICAST_HOST_H
#define MIP6_MULTICAST_HOST_H

#include "ns3/application.h"
#include "ns3/mip6-deadline.h"
#include "ns3/mip6-listener-tap.h"
#include "ns3/mip6-multicast-listener.h"
#include "ns3/mip6-trace-records.h"
#include "ns3/net-device.h"
#include "ns3/random-variable-stream.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <memory>
#include <set>

namespace ns3
{

class Ipv6L3Protocol;

/**
 * @ingroup mip6-stack
 * Lets a node without any Mobile IPv6 role listen to multicast groups on one link and tell routers
 * so (RFC 2710 section 4). What stock ns-3 lacks: it receives groups, but tells nobody. The stack
 * of the node stays as it is.
 */
class Mip6MulticastHost : public Application
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    Mip6MulticastHost();
    ~Mip6MulticastHost() override;

    /// Signature of "Signalling". @param record of a message that was sent or received
    typedef void (*SignallingTracedCallback)(const Mip6SignallingRecord& record);

    /// @param device on the link, with an IPv6 interface; before the application starts
    void SetDevice(Ptr<NetDevice> device);
    /// @return device on the link
    Ptr<NetDevice> GetDevice() const;

    /**
     * Receive a group, also while the simulation runs. Before the application starts and when it
     * has stopped, routers are not told.
     * @param group a multicast address; nothing happens if it is joined already
     */
    void JoinGroup(const Ipv6Address& group);
    /// @param group not to receive any more; nothing happens if it is not joined
    void LeaveGroup(const Ipv6Address& group);

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

    /// Begin to talk, or wait for the link-local address.
    void Open();
    /// The deadline has come.
    void HandleDeadline();
    /// @param message that has come @param source of it
    void HandleMessage(const mip6::MulticastListenerMessage& message, const Ipv6Address& source);
    /// @param messages to send; then the deadline is followed
    void Send(const mip6::MulticastListenerMessages& messages);

    Ptr<NetDevice> m_device;                                       //!< on the link
    Ptr<Ipv6L3Protocol> m_ipv6;                                    //!< of the node
    uint32_t m_interface{0};                                       //!< of the device
    Ptr<UniformRandomVariable> m_random;                           //!< of delays
    mip6::MulticastListener m_listener;                            //!< decides
    std::set<Ipv6Address> m_groups;                                //!< joined
    bool m_isOpen{false};                                          //!< routers are told
    Mip6Deadline m_deadline;                                       //!< of the listener
    std::unique_ptr<Mip6ListenerTap> m_tap;                        //!< while it runs
    TracedCallback<const Mip6SignallingRecord&> m_signallingTrace; //!< trace "Signalling"
};

} // namespace ns3

#endif /* MIP6_MULTICAST_HOST_H */
