/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_FIELD_PROBE_H
#define MIP6_FIELD_PROBE_H

#include "mip6-bit-diagram.h"

#include "ns3/mip6-byte-io.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Finds where an encoder writes the fields of a format: the bits that change with a member.
 */

namespace ns3::mip6::tests
{

/**
 * @param label of the field
 * @param encodings of values that differ in it, between them in all of its bits
 * @return its place
 */
inline BitField
FindField(const std::string& label, const std::vector<Bytes>& encodings)
{
    std::vector<std::size_t> changed;
    const Bytes& base = encodings.at(0);
    for (std::size_t bit = 0; bit < 8 * base.size(); ++bit)
    {
        const std::size_t octet = bit / 8;
        const bool differs =
            std::any_of(encodings.begin(), encodings.end(), [&](const Bytes& other) {
                return octet < other.size() &&
                       ((base[octet] ^ other[octet]) & 0x80 >> bit % 8) != 0;
            });
        if (differs)
        {
            changed.push_back(bit);
        }
    }
    if (changed.empty() || changed.back() - changed.front() + 1 != changed.size())
    {
        throw std::logic_error(label + " is not one run of bits");
    }
    return {label, changed.front(), changed.size()};
}

/// Bits that the word "Reserved" has room in.
constexpr std::size_t WORD_BITS = 5;
/// Bits that its consonants have room in.
constexpr std::size_t SHORT_BITS = 3;

/**
 * @param first bit of the gap
 * @param count its bits
 * @return a field that no member is written to
 */
inline BitField
MakeReserved(std::size_t first, std::size_t count)
{
    if (count >= WORD_BITS)
    {
        return {"Reserved", first, count};
    }
    return {count >= SHORT_BITS ? "Rsvd" : "Rsv", first, count};
}

/**
 * @param fields in any order
 * @param end bit behind the format
 * @return the fields in order, with reserved ones between them
 */
inline BitFields
FillGaps(BitFields fields, std::size_t end)
{
    std::sort(fields.begin(), fields.end(), [](const BitField& a, const BitField& b) {
        return a.first < b.first;
    });
    BitFields filled;
    std::size_t next = 0;
    const auto fillUpTo = [&](std::size_t bit, const std::string& label) {
        if (bit < next)
        {
            throw std::logic_error(label + " overlaps the field before it");
        }
        if (bit > next)
        {
            filled.push_back(MakeReserved(next, bit - next));
        }
    };
    for (const BitField& field : fields)
    {
        fillUpTo(field.first, field.label);
        filled.push_back(field);
        next = field.first + field.count;
    }
    fillUpTo(end, "the end");
    return filled;
}

/// Collects the fields of a format.
/// @tparam Value struct of the format
template <typename Value>
class FieldProbe
{
  public:
    /**
     * @param base every field of it is 0 on the wire, unless a change says otherwise
     * @param encode gives the octets of the format, which are as many for every value
     */
    FieldProbe(Value base, std::function<Bytes(const Value&)> encode);

    /**
     * Add a field.
     * @tparam Changes functions that take a value
     * @param label in the drawing
     * @param changes each sets some bits of the field, between them all of them
     */
    template <typename... Changes>
    void Add(const std::string& label, const Changes&... changes);

    /**
     * Add a field of which the base does not allow every value.
     * @tparam From function that takes a value
     * @tparam To function that takes a value
     * @param label in the drawing
     * @param from and the other change differ in all bits of the field, and in nothing else
     * @param to the other change
     */
    template <typename From, typename To>
    void AddDifference(const std::string& label, const From& from, const To& to);

    /**
     * Add an octet that is the same in every value, with its number.
     * @param label in the drawing
     * @param octet its offset
     */
    void AddConstant(const std::string& label, std::size_t octet);

    /// @param field whose place is known otherwise
    void AddField(BitField field);

    /**
     * @param end octet behind the format
     * @return all fields, and reserved ones between them
     */
    BitFields GetFields(std::size_t end) const;

    /// @return the octets of the base
    Bytes GetOctets() const;

  private:
    /**
     * @tparam Change function that takes a value
     * @param change of the base
     * @return octets of the changed base
     */
    template <typename Change>
    Bytes EncodeChanged(const Change& change) const;

    Value m_base;                                //!< without a change
    std::function<Bytes(const Value&)> m_encode; //!< see constructor
    BitFields m_fields;                          //!< found so far
};

template <typename Value>
FieldProbe<Value>::FieldProbe(Value base, std::function<Bytes(const Value&)> encode)
    : m_base(std::move(base)),
      m_encode(std::move(encode))
{
}

template <typename Value>
template <typename... Changes>
void
FieldProbe<Value>::Add(const std::string& label, const Changes&... changes)
{
    m_fields.push_back(FindField(label, {GetOctets(), EncodeChanged(changes)...}));
}

template <typename Value>
template <typename From, typename To>
void
FieldProbe<Value>::AddDifference(const std::string& label, const From& from, const To& to)
{
    m_fields.push_back(FindField(label, {EncodeChanged(from), EncodeChanged(to)}));
}

template <typename Value>
template <typename Change>
Bytes
FieldProbe<Value>::EncodeChanged(const Change& change) const
{
    Value value = m_base;
    change(value);
    return m_encode(value);
}

template <typename Value>
void
FieldProbe<Value>::AddConstant(const std::string& label, std::size_t octet)
{
    m_fields.push_back({label + " = " + std::to_string(GetOctets().at(octet)), 8 * octet, 8});
}

template <typename Value>
void
FieldProbe<Value>::AddField(BitField field)
{
    m_fields.push_back(std::move(field));
}

template <typename Value>
BitFields
FieldProbe<Value>::GetFields(std::size_t end) const
{
    return FillGaps(m_fields, 8 * end);
}

template <typename Value>
Bytes
FieldProbe<Value>::GetOctets() const
{
    return m_encode(m_base);
}

} // namespace ns3::mip6::tests

#endif /* MIP6_FIELD_PROBE_H */
