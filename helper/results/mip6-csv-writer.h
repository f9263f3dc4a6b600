/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_CSV_WRITER_H
#define MIP6_CSV_WRITER_H

#include "ns3/mip6-nesting.h"
#include "ns3/mip6-results-tables.h"
#include "ns3/nstime.h"

#include <optional>
#include <ostream>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Tables as comma-separated values: UTF-8, one header line, an empty cell for what did not happen.
 */

namespace ns3::mip6
{

/// @param time an instant, if it happened @return seconds with 9 decimals, or empty
std::string FormatSeconds(const std::optional<Time>& time);

/// @param span a span, if it is known @return milliseconds with 6 decimals, or empty
std::string FormatMilliseconds(const std::optional<Time>& span);

/// @param text any text @return the text as one cell, in quotes where it needs them
std::string FormatCell(const std::string& text);

/// @name Writers of whole files
/// @{
void WriteHandovers(std::ostream& file, const std::vector<HandoverRow>& handovers);
void WritePackets(std::ostream& file, const PacketTable& packets);
void WriteSignalling(std::ostream& file, const std::vector<SignallingRow>& signalling);
void WriteBindings(std::ostream& file, const std::vector<BindingRow>& bindings);
void WriteNesting(std::ostream& file, const std::vector<NestingRow>& nesting);
/// @}

} // namespace ns3::mip6

#endif /* MIP6_CSV_WRITER_H */
