/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_RIPNG_H
#define NEMO_RIPNG_H

#include "ns3/ipv6-address.h"
#include "ns3/net-device.h"
#include "ns3/ptr.h"

#include <cstdint>

namespace ns3
{

class Mip6Stack;
class RipNg;

/**
 * @ingroup mip6-stack
 * The RIPng (RFC 2080) of a node, which is that of ns-3, on interfaces that come and go.
 */
class NemoRipng
{
  public:
    /// @param stack of a node; must outlive this object
    explicit NemoRipng(Mip6Stack* stack);
    ~NemoRipng();

    NemoRipng(const NemoRipng&) = delete;
    NemoRipng& operator=(const NemoRipng&) = delete;

    /// @return whether the node has RIPng
    bool IsPresent() const;

    /// @param interface that RIPng speaks on again
    void Start(uint32_t interface);
    /// @param interface that RIPng neither speaks nor listens on any more; its routes end
    void Stop(uint32_t interface);

    /// @param interface whose routes cost one more than those of others
    void Disfavor(uint32_t interface);

    /**
     * Ask the neighbors on a link for all their routes (RFC 2080 section 2.4.1), as a router does
     * that has just come there.
     * @param interface of the link; nothing is sent where RIPng is stopped
     */
    void Request(uint32_t interface) const;

    /**
     * @param address any
     * @return device that routes lead to it through; nullptr where only a default route does, and
     * for what is not unicast and global
     */
    Ptr<NetDevice> FindDevice(const Ipv6Address& address) const;

  private:
    Mip6Stack* m_stack; //!< of the node
    Ptr<RipNg> m_ripng; //!< of the node
};

} // namespace ns3

#endif /* NEMO_RIPNG_H */
