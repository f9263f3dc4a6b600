/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_RESULTS_FOLDER_H
#define MIP6_RESULTS_FOLDER_H

#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup mip6-helper
 * A folder that is complete as soon as it has its name.
 */

namespace ns3::mip6
{

/**
 * A folder of results. Files are written into DIR.part, which gets the name DIR when everything is
 * there. Earlier results of that name are replaced, other folders are not.
 */
class ResultsFolder
{
  public:
    /// @param directory final name
    explicit ResultsFolder(std::string directory);

    /// @return what speaks against replacing what has the final name, if anything
    std::optional<std::string> CheckFinalName() const;

    /**
     * Create DIR.part, empty.
     * @return nothing, or what is wrong
     */
    std::optional<std::string> Open();

    /**
     * @param name of a folder inside
     * @return nothing, or what is wrong
     */
    std::optional<std::string> AddFolder(const std::string& name);

    /**
     * Write a file.
     * @param name inside the folder
     * @param write puts the content into the stream
     * @return nothing, or what is wrong
     */
    std::optional<std::string> AddFile(const std::string& name,
                                       const std::function<void(std::ostream&)>& write);

    /**
     * @param name inside the folder, or empty for the folder itself
     * @return its path until Complete
     */
    std::string GetPath(const std::string& name) const;

    /// @return final name
    const std::string& GetDirectory() const;

    /// @return names of all files inside, sorted, those inside folders as "folder/file"
    std::vector<std::string> GetFiles() const;

    /**
     * Give the folder its final name.
     * @return nothing, or what is wrong
     */
    std::optional<std::string> Complete();

  private:
    std::string m_directory; //!< final name
    std::string m_part;      //!< name until Complete
};

} // namespace ns3::mip6

#endif /* MIP6_RESULTS_FOLDER_H */
