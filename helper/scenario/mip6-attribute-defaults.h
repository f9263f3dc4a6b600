/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ATTRIBUTE_DEFAULTS_H
#define MIP6_ATTRIBUTE_DEFAULTS_H

#include "ns3/attribute.h"
#include "ns3/mip6-scenario.h"
#include "ns3/ptr.h"
#include "ns3/type-id.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * Defaults of ns-3 attributes: checks that report instead of ending the program, and a guard that
 * undoes changes.
 */

namespace ns3::mip6
{

/**
 * @param setting attribute and value
 * @return nothing if it can be applied, otherwise the whole message
 */
std::optional<std::string> CheckAttribute(const AttributeSetting& setting);

/**
 * @param setting an ns-3 global value, such as "RngRun", and what to set it to
 * @return nothing if it can be applied, otherwise the whole message; also if there is no such value
 */
std::optional<std::string> CheckGlobalValue(const AttributeSetting& setting);

/// @return names of all ns-3 global values
std::vector<std::string> ListGlobalValues();

/// Changes defaults of attributes and the checksum setting, and restores them at its end.
class AttributeDefaults
{
  public:
    AttributeDefaults() = default;
    AttributeDefaults(const AttributeDefaults&) = delete;
    AttributeDefaults& operator=(const AttributeDefaults&) = delete;
    ~AttributeDefaults();

    /**
     * Change a default.
     * @param setting that CheckAttribute finds nothing wrong with
     */
    void Set(const AttributeSetting& setting);

    /**
     * Make ns-3 compute and verify checksums, or not.
     * @param enabled whether it shall
     */
    void SetChecksums(bool enabled);

  private:
    /// A default as it was before.
    struct Saved
    {
        TypeId type;                     //!< that has the attribute
        std::size_t index{0};            //!< of the attribute in the type
        Ptr<const AttributeValue> value; //!< default before
    };

    std::vector<Saved> m_saved;         //!< in the order of changing
    std::optional<bool> m_oldChecksums; //!< before the first change
};

} // namespace ns3::mip6

#endif /* MIP6_ATTRIBUTE_DEFAULTS_H */
