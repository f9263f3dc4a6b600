/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_LINK_LAYER_H
#define MIP6_LINK_LAYER_H

#include "ns3/mac48-address.h"
#include "ns3/mip6-nd-options.h"

namespace ns3
{

/**
 * @param address of a link-layer address option
 * @return the same as ns-3 has it
 */
inline Mac48Address
ToMac48Address(const mip6::LinkLayerAddress& address)
{
    Mac48Address mac;
    mac.CopyFrom(address.data());
    return mac;
}

} // namespace ns3

#endif /* MIP6_LINK_LAYER_H */
