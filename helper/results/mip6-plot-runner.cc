/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-plot-runner.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ns3::mip6
{

namespace
{

/// What the child process returns if it cannot start gnuplot, as shells do.
constexpr int EXIT_NOT_FOUND = 127;

/**
 * Become gnuplot. Does not return.
 * @param directory to run in
 * @param script file to run
 */
[[noreturn]] void
ExecuteGnuplot(const std::string& directory, const std::string& script)
{
    const int null = open("/dev/null", O_RDWR);
    if (null >= 0 && chdir(directory.c_str()) == 0)
    {
        dup2(null, STDIN_FILENO);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        execlp("gnuplot", "gnuplot", script.c_str(), static_cast<char*>(nullptr));
    }
    _exit(EXIT_NOT_FOUND);
}

/**
 * @param directory to run in
 * @param script file to run
 * @return how it went
 */
DrawResult
RunGnuplot(const std::string& directory, const std::string& script)
{
    const pid_t child = fork();
    if (child == 0)
    {
        ExecuteGnuplot(directory, script);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
    {
        return DrawResult::FAILED;
    }
    if (WEXITSTATUS(status) == EXIT_NOT_FOUND)
    {
        return DrawResult::NO_GNUPLOT;
    }
    return WEXITSTATUS(status) == 0 ? DrawResult::DRAWN : DrawResult::FAILED;
}

} // namespace

DrawResult
DrawPlots(const std::string& directory, const std::vector<Plot>& plots)
{
    for (const auto& plot : plots)
    {
        const DrawResult result = RunGnuplot(directory, plot.name + ".plt");
        if (result != DrawResult::DRAWN)
        {
            return result;
        }
    }
    return DrawResult::DRAWN;
}

} // namespace ns3::mip6
