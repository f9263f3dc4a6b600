/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_BIT_DIAGRAM_H
#define MIP6_BIT_DIAGRAM_H

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup mip6-tests
 * Drawings of formats in the manner of RFCs, 32 bits a row.
 */

namespace ns3::mip6::tests
{

/// A run of bits.
struct BitField
{
    std::string label;    //!< in the drawing
    std::size_t first{0}; //!< bit, counted from the start of the format, highest bits first
    std::size_t count{0}; //!< bits, at least 1
};

/// The fields of a format, without gaps, in the order of the wire.
using BitFields = std::vector<BitField>;

/// Draws a format.
class BitDiagram
{
  public:
    /**
     * @param fields of the format
     * @param leadBits of the first row that stay empty before the format
     */
    BitDiagram(BitFields fields, std::size_t leadBits);

    /**
     * @param tail what follows the last row, which is full; nothing is drawn if it is empty
     * @return lines, each with its end
     */
    std::string Draw(const std::string& tail = "") const;

  private:
    static constexpr std::size_t ROW_BITS = 32;                //!< bits of a row
    static constexpr std::size_t LINE_SIZE = 2 * ROW_BITS + 1; //!< characters of a line

    /**
     * @param row of the drawing
     * @param column bit in the row
     * @return the field there, nullptr outside of the format
     */
    const BitField* FindOwner(std::size_t row, std::size_t column) const;

    /// @return rows of the drawing
    std::size_t GetRows() const;

    /**
     * @param field of the format
     * @return the row that takes its label: the middle one of its widest rows
     */
    std::size_t GetLabelRow(const BitField& field) const;

    /**
     * @param row below the line; the number of rows for the last line
     * @return the line between two rows
     */
    std::string DrawLine(std::size_t row) const;

    /**
     * @param row of the drawing
     * @return its labels and the borders between them
     */
    std::string DrawRow(std::size_t row) const;

    /**
     * @param line takes the label
     * @param begin first character of the cell
     * @param end character behind the cell
     * @param label written into its middle, as much of it as there is room for
     */
    static void Place(std::string& line,
                      std::size_t begin,
                      std::size_t end,
                      const std::string& label);

    BitFields m_fields;        //!< of the format
    std::size_t m_leadBits{0}; //!< empty at the start
};

inline BitDiagram::BitDiagram(BitFields fields, std::size_t leadBits)
    : m_fields(std::move(fields)),
      m_leadBits(leadBits)
{
}

inline std::size_t
BitDiagram::GetRows() const
{
    const std::size_t bits = m_leadBits + m_fields.back().first + m_fields.back().count;
    return (bits + ROW_BITS - 1) / ROW_BITS;
}

inline const BitField*
BitDiagram::FindOwner(std::size_t row, std::size_t column) const
{
    const std::size_t place = row * ROW_BITS + column;
    const auto found = std::find_if(m_fields.begin(), m_fields.end(), [&](const BitField& field) {
        const std::size_t first = m_leadBits + field.first;
        return place >= first && place < first + field.count;
    });
    return found == m_fields.end() ? nullptr : &*found;
}

inline std::size_t
BitDiagram::GetLabelRow(const BitField& field) const
{
    std::vector<std::size_t> widest;
    std::size_t most = 0;
    for (std::size_t row = 0; row < GetRows(); ++row)
    {
        std::size_t bits = 0;
        for (std::size_t column = 0; column < ROW_BITS; ++column)
        {
            bits += FindOwner(row, column) == &field ? 1 : 0;
        }
        if (bits > most)
        {
            widest.clear();
            most = bits;
        }
        if (bits == most)
        {
            widest.push_back(row);
        }
    }
    return widest.at((widest.size() - 1) / 2);
}

inline std::string
BitDiagram::DrawLine(std::size_t row) const
{
    std::string line(LINE_SIZE, ' ');
    for (std::size_t column = 0; column < ROW_BITS; ++column)
    {
        const BitField* above = row == 0 ? nullptr : FindOwner(row - 1, column);
        const BitField* below = FindOwner(row, column);
        if (above != below)
        {
            line.replace(2 * column, 3, "+-+");
        }
        else if (above != nullptr && (column == 0 || column + 1 == ROW_BITS))
        {
            line[column == 0 ? 0 : LINE_SIZE - 1] = '+';
        }
    }
    return line;
}

inline void
BitDiagram::Place(std::string& line, std::size_t begin, std::size_t end, const std::string& label)
{
    const std::size_t size = std::min(label.size(), end - begin);
    line.replace(begin + (end - begin - size) / 2, size, label, 0, size);
}

inline std::string
BitDiagram::DrawRow(std::size_t row) const
{
    std::string line(LINE_SIZE, ' ');
    for (std::size_t column = 0; column < ROW_BITS;)
    {
        const BitField* owner = FindOwner(row, column);
        const std::size_t begin = column;
        while (column < ROW_BITS && FindOwner(row, column) == owner)
        {
            ++column;
        }
        if (owner == nullptr)
        {
            continue;
        }
        line[2 * begin] = '|';
        line[2 * column] = '|';
        if (GetLabelRow(*owner) == row)
        {
            Place(line, 2 * begin + 1, 2 * column, owner->label);
        }
    }
    return line;
}

inline std::string
BitDiagram::Draw(const std::string& tail) const
{
    std::string text;
    for (std::size_t row = 0; row < GetRows(); ++row)
    {
        text += DrawLine(row) + '\n' + DrawRow(row) + '\n';
    }
    text += DrawLine(GetRows()) + '\n';
    if (!tail.empty())
    {
        std::string line(LINE_SIZE, ' ');
        line.front() = '|';
        line.back() = '|';
        Place(line, 1, LINE_SIZE - 1, tail);
        text += line + '\n';
    }
    return text;
}

} // namespace ns3::mip6::tests

#endif /* MIP6_BIT_DIAGRAM_H */
