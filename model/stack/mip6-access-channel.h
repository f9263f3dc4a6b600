/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ACCESS_CHANNEL_H
#define MIP6_ACCESS_CHANNEL_H

#include "ns3/mac48-address.h"
#include "ns3/packet.h"
#include "ns3/simple-channel.h"
#include "ns3/traced-callback.h"

#include <unordered_set>
#include <vector>

namespace ns3
{

class SimpleNetDevice;

/**
 * @ingroup mip6-stack
 * A shared link that devices can join and leave: scripted, deterministic movement without radio.
 *
 * A device joins with SimpleNetDevice::SetChannel, which also reports the new link to the layers
 * above, and leaves with Leave. Unicast frames go to the addressee alone. A frame in flight is lost
 * when its receiver has left before it arrives; a device that is on no link sends into nothing.
 */
class Mip6AccessChannel : public SimpleChannel
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// Why a frame was lost on the channel.
    enum class DropReason : uint8_t
    {
        SENDER_LEFT,   //!< the sender is not on this link
        RECEIVER_LEFT, //!< the receiver left while the frame was in flight
        NO_RECEIVER,   //!< nobody on this link has the destination address
    };

    /// Signature of "Frame". @param packet the IPv6 packet @param from sender's address
    /// @param to addressee @param device that sends or receives
    typedef void (*FrameTracedCallback)(Ptr<const Packet> packet,
                                        Mac48Address from,
                                        Mac48Address to,
                                        Ptr<SimpleNetDevice> device);
    /// Signature of "Drop". @param packet the IPv6 packet @param reason why it was lost
    typedef void (*DropTracedCallback)(Ptr<const Packet> packet, DropReason reason);

    void Send(Ptr<Packet> packet,
              uint16_t protocol,
              Mac48Address to,
              Mac48Address from,
              Ptr<SimpleNetDevice> sender) override;
    void Add(Ptr<SimpleNetDevice> device) override;
    std::size_t GetNDevices() const override;
    Ptr<NetDevice> GetDevice(std::size_t i) const override;

    /**
     * Take a device off the link. Harmless if it is not on it.
     * @param device the device
     */
    void Leave(Ptr<SimpleNetDevice> device);

    /**
     * @param device any device
     * @return whether it is on this link
     */
    bool Has(const Ptr<SimpleNetDevice>& device) const;

  protected:
    void DoDispose() override;

  private:
    /**
     * Put a frame on its way to one device.
     * @param packet the frame
     * @param protocol its protocol number
     * @param to addressee
     * @param from sender's address
     * @param receiver device that shall get it
     */
    void ScheduleDelivery(Ptr<const Packet> packet,
                          uint16_t protocol,
                          Mac48Address to,
                          Mac48Address from,
                          Ptr<SimpleNetDevice> receiver);
    /**
     * A frame arrives.
     * @param packet the frame
     * @param protocol its protocol number
     * @param to addressee
     * @param from sender's address
     * @param receiver device that gets it, if it is still there
     */
    void Deliver(Ptr<Packet> packet,
                 uint16_t protocol,
                 Mac48Address to,
                 Mac48Address from,
                 Ptr<SimpleNetDevice> receiver);

    std::vector<Ptr<SimpleNetDevice>> m_members; //!< devices on the link, in the order of joining
    TracedCallback<Ptr<const Packet>, Mac48Address, Mac48Address, Ptr<SimpleNetDevice>>
        m_sent; //!< trace "FrameSent"
    TracedCallback<Ptr<const Packet>, Mac48Address, Mac48Address, Ptr<SimpleNetDevice>>
        m_received;                                       //!< trace "FrameReceived"
    TracedCallback<Ptr<const Packet>, DropReason> m_drop; //!< trace "Drop"
};

} // namespace ns3

#endif /* MIP6_ACCESS_CHANNEL_H */
