/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ROLE_H
#define MIP6_ROLE_H

#include "ns3/mip6-actions.h"
#include "ns3/mip6-data-path.h"
#include "ns3/mip6-deadline.h"
#include "ns3/mip6-trace-records.h"
#include "ns3/object.h"
#include "ns3/random-variable-stream.h"
#include "ns3/traced-callback.h"

#include <optional>

namespace ns3
{

class Mip6Stack;
struct Mip6ReceivedMessage;

/**
 * @ingroup mip6-stack
 * Base of the roles of a node: performs the actions of a machine, follows its deadline, fires the
 * traces that all roles have.
 */
class Mip6Role : public Object, public Mip6DataPath
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    Mip6Role();
    ~Mip6Role() override;

    /// Signature of "Signalling". @param record of one message
    typedef void (*SignallingTracedCallback)(const Mip6SignallingRecord& record);
    /// Signature of "Binding". @param record of one change
    typedef void (*BindingTracedCallback)(const Mip6BindingRecord& record);
    /// Signature of "Drop". @param packet discarded, from the header that was judged on
    /// @param reason why
    typedef void (*DropTracedCallback)(Ptr<const Packet> packet, Mip6DropReason reason);

    /**
     * @param received a Mobility Header message for this node
     * @return whether this role has taken it
     */
    virtual bool HandleMessage(const Mip6ReceivedMessage& received) = 0;

    /// @return whether the other roles of the node are asked before this one, whenever they came
    virtual bool IsAskedLast() const;

    // What a role has nothing to do with, by default.
    std::optional<Ipv6Address> ImproveSource(const Ipv6Address& source) const override;
    Ptr<NetDevice> GetSourceDevice(const Ipv6Address& source) const override;
    Mip6TunnelVerdict SteerForwarded(const Ptr<const Packet>& packet,
                                     const Ipv6Header& header,
                                     const Ptr<const NetDevice>& inputDevice) override;
    std::optional<Mip6DropReason> CheckTunnelled(const Ipv6Header& outer,
                                                 const Ipv6Header& inner) const override;
    bool TakeLinkScope(const Ptr<Packet>& packet,
                       const Ipv6Header& outer,
                       const Ipv6Header& inner) override;
    bool TakeMulticast(const Ptr<const Packet>& packet,
                       const Ipv6Header& outer,
                       const Ipv6Header& inner) override;
    void HandleTunnelled(const Ptr<const Packet>& packet, const Ipv6Header& inner) override;
    void NoteDirectPacket(const Ipv6Address& local, const Ipv6Address& peer) override;
    bool IsHomeAddress(const Ipv6Address& address) const override;
    bool HasBinding(const Ipv6Address& homeAddress,
                    const Ipv6Address& careOfAddress) const override;
    bool HasHomeRegistration(const Ipv6Address& homeAddress) const override;
    bool HasCorrespondentBinding(const Ipv6Address& homeAddress) const override;
    void HandleTunnelTooBig(const Ipv6Address& remote, uint32_t mtu) override;

    /**
     * Fix the random numbers of this role.
     * @param stream first stream number
     * @return how many streams are used
     */
    virtual int64_t AssignStreams(int64_t stream);

    /**
     * @param packet discarded
     * @param reason why
     */
    void ReportDrop(const Ptr<const Packet>& packet, Mip6DropReason reason) const;

    /// @param record of a message that this role or the node has sent or received
    void TraceSignalling(const Mip6SignallingRecord& record) const;

  protected:
    void DoDispose() override;

    /**
     * Perform a machine's actions in order, then follow its deadline.
     * @param actions what a machine has asked for
     * @param cause packet that the machine judged, if there was one
     */
    void Apply(const mip6::Actions& actions, const Ptr<const Packet>& cause = nullptr);

    /**
     * Perform an action that only some roles know.
     * @param action what a machine has asked for
     */
    virtual void Perform(const mip6::Action& action) = 0;

    /// @return the machine's deadline
    virtual std::optional<Time> GetNextDeadline() const = 0;
    /// The machine's deadline has come.
    virtual void HandleDeadline() = 0;

    /// @param stack of the node
    void SetStack(Ptr<Mip6Stack> stack);
    /// @return of the node
    Ptr<Mip6Stack> GetStack() const;
    /// @return 64 random bits
    uint64_t DrawBits() const;

  private:
    /**
     * Perform an action that all roles know.
     * @param action what a machine has asked for
     * @param cause packet that the machine judged, if there was one
     * @return whether it was one
     */
    bool PerformCommon(const mip6::Action& action, const Ptr<const Packet>& cause);

    Ptr<Mip6Stack> m_stack;                                        //!< of the node
    Mip6Deadline m_deadline;                                       //!< the only event of a role
    Ptr<UniformRandomVariable> m_random;                           //!< source of bits
    TracedCallback<const Mip6SignallingRecord&> m_signallingTrace; //!< trace "Signalling"
    TracedCallback<const Mip6BindingRecord&> m_bindingTrace;       //!< trace "Binding"
    TracedCallback<Ptr<const Packet>, Mip6DropReason> m_dropTrace; //!< trace "Drop"
};

} // namespace ns3

#endif /* MIP6_ROLE_H */
