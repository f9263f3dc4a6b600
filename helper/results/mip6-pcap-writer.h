/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_PCAP_WRITER_H
#define MIP6_PCAP_WRITER_H

#include "ns3/mac48-address.h"
#include "ns3/packet.h"
#include "ns3/pcap-file.h"
#include "ns3/ptr.h"
#include "ns3/simple-net-device.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Packet captures that Wireshark reads.
 */

namespace ns3
{
class PointToPointNetDevice;
} // namespace ns3

namespace ns3::mip6
{

struct ScenarioNetwork;

/**
 * Captures all frames of each node into one file, NODE.pcap, with Ethernet headers and nanoseconds.
 * A router appears twice with a packet that it forwards: as it came in and as it went out.
 */
class PcapWriter
{
  public:
    PcapWriter() = default;
    PcapWriter(const PcapWriter&) = delete;
    PcapWriter& operator=(const PcapWriter&) = delete;

    /**
     * Create the files and listen to the devices. The writer must live until the run is destroyed.
     * @param network any network
     * @param directory that exists
     * @return nothing, or what is wrong
     */
    std::optional<std::string> Open(const ScenarioNetwork& network, const std::string& directory);

    /**
     * End the captures; later frames are ignored.
     * @return nothing, or what is wrong
     */
    std::optional<std::string> Close();

  private:
    /// One node's file.
    struct Capture
    {
        std::string path;               //!< of the file
        std::unique_ptr<PcapFile> file; //!< open until Close
    };

    /// One frame.
    struct Frame
    {
        uint32_t node{0};  //!< ns-3 number of the node
        Mac48Address from; //!< sender
        Mac48Address to;   //!< addressee
    };

    /// @param network whose devices to listen to
    void Connect(const ScenarioNetwork& network);
    /// @param device whose frames to capture
    void ConnectPointToPoint(const Ptr<PointToPointNetDevice>& device);
    /// Trace sink of access links. @param packet without frame @param from sender
    /// @param to addressee @param device that sends or receives
    void OnAccessFrame(Ptr<const Packet> packet,
                       Mac48Address from,
                       Mac48Address to,
                       Ptr<SimpleNetDevice> device);
    /// Trace sink of point-to-point devices. @param node ns-3 number @param from sender
    /// @param to addressee @param packet with PPP header
    void OnPointToPointFrame(uint32_t node,
                             Mac48Address from,
                             Mac48Address to,
                             Ptr<const Packet> packet);
    /// @param frame its addresses @param packet without frame
    void Write(const Frame& frame, const Ptr<const Packet>& packet);

    std::map<uint32_t, Capture> m_captures; //!< by ns-3 number of the node
};

} // namespace ns3::mip6

#endif /* MIP6_PCAP_WRITER_H */
