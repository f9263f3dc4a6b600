/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MESSAGE_PRINTER_H
#define MIP6_MESSAGE_PRINTER_H

#include "ns3/mip6-icmpv6-messages.h"
#include "ns3/mip6-mobility-messages.h"

#include <ostream>

namespace ns3
{

/**
 * Print a message on one line for a person: its name, its fields, its options.
 * @param os takes the text
 * @param message to print
 */
void PrintMessage(std::ostream& os, const mip6::MobilityMessage& message);

/**
 * Print a message on one line for a person: its name, its fields, its options.
 * @param os takes the text
 * @param message to print
 */
void PrintMessage(std::ostream& os, const mip6::Icmpv6Message& message);

} // namespace ns3

#endif /* MIP6_MESSAGE_PRINTER_H */
