package io.flowverdict.core.change;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;

/// An edit of a security group or a network ACL.
public sealed interface Change {

  /// {@return the layer that it changes}
  Layer layer();

  /// {@return the security group or network ACL that it changes}
  String id();

  /// {@return the configuration with the change made}
  Snapshot applyTo(Snapshot snapshot);

  /// {@return the configuration with the changes made, in this order}
  static Snapshot applyAll(List<? extends Change> changes, Snapshot snapshot) {
    Snapshot changed = snapshot;
    for (Change change : changes) {
      changed = change.applyTo(changed);
    }
    return changed;
  }

  /// A new allow rule of a security group.
  record AddRule(SecurityGroupRule rule) implements Change {
    public AddRule {
      requireNonNull(rule, "rule is null");
    }

    @Override
    public Layer layer() {
      return Layer.SG;
    }

    @Override
    public String id() {
      return rule.groupId();
    }

    @Override
    public Snapshot applyTo(Snapshot snapshot) {
      SecurityGroup group = snapshot.securityGroups().get(rule.groupId());
      if (group == null) {
        throw new IllegalArgumentException("No security group " + rule.groupId());
      }
      List<SecurityGroupRule> rules = new ArrayList<>(group.rules());
      rules.add(rule);
      return snapshot.with(group.withRules(rules));
    }

    /// The change in words: `In sg-0a allow inbound tcp 443 from sg-0b.`
    @Override
    public String toString() {
      return "In "
          + rule.groupId()
          + " allow "
          + rule.direction().bound()
          + " "
          + rule.text()
          + ".";
    }
  }

  /// Entries of a network ACL to be put in this order: an allow entry, and before it, where no
  /// number was free, the later entries moved up by one. Between two puts the ACL decides as
  /// before.
  ///
  /// @param puts the last one is the new allow entry
  record PutEntries(String id, List<Put> puts) implements Change {
    public PutEntries {
      requireNonNull(id, "id is null");
      puts = List.copyOf(puts);
      if (puts.isEmpty()) {
        throw new IllegalArgumentException("No entry to put");
      }
    }

    /// One entry to be put.
    ///
    /// @param replaces whether the network ACL has an entry of that number and direction, which
    ///   this one takes the place of
    public record Put(NetworkAclEntry entry, boolean replaces) {
      public Put {
        requireNonNull(entry, "entry is null");
      }

      boolean isInPlaceOf(NetworkAclEntry other) {
        return other.number() == entry.number() && other.direction() == entry.direction();
      }
    }

    /// {@return the change that puts one entry where no entry has its number}
    public static PutEntries adding(String aclId, NetworkAclEntry entry) {
      return new PutEntries(aclId, List.of(new Put(entry, /* replaces= */ false)));
    }

    /// {@return the entry that lets the traffic pass}
    public NetworkAclEntry added() {
      return puts.getLast().entry();
    }

    @Override
    public Layer layer() {
      return Layer.NACL;
    }

    @Override
    public Snapshot applyTo(Snapshot snapshot) {
      NetworkAcl acl = snapshot.networkAcls().get(id);
      if (acl == null) {
        throw new IllegalArgumentException("No network ACL " + id);
      }
      List<NetworkAclEntry> entries = new ArrayList<>(acl.entries());
      for (Put put : puts) {
        entries.removeIf(put::isInPlaceOf);
        entries.add(put.entry());
      }
      return snapshot.with(acl.withEntries(entries));
    }

    /// The change in words: `In acl-0a add outbound entry 110: allow tcp 32768-60999 to
    /// 10.0.0.5/32.`
    @Override
    public String toString() {
      Direction direction = added().direction();
      return "In "
          + id
          + verb()
          + direction.bound()
          + " entry "
          + added().number()
          + ": allow "
          + added().text()
          + ".";
    }

    private String verb() {
      if (puts.size() > 1) {
        return " " + renumbering() + ", then put ";
      }
      return puts.getFirst().replaces() ? " replace " : " add ";
    }

    private String renumbering() {
      int first = added().number();
      int last = puts.getFirst().entry().number();
      return first + 1 == last
          ? "no number is free: renumber entry " + first + " to " + last
          : "no number is free: renumber entries %d–%d to %d–%d"
              .formatted(first, last - 1, first + 1, last);
    }
  }

  /// A rule of a security group taken away.
  record RemoveRule(SecurityGroupRule rule) implements Change {
    public RemoveRule {
      requireNonNull(rule, "rule is null");
    }

    @Override
    public Layer layer() {
      return Layer.SG;
    }

    @Override
    public String id() {
      return rule.groupId();
    }

    @Override
    public Snapshot applyTo(Snapshot snapshot) {
      SecurityGroup group = snapshot.securityGroups().get(rule.groupId());
      if (group == null) {
        throw new IllegalArgumentException("No security group " + rule.groupId());
      }
      List<SecurityGroupRule> rules = new ArrayList<>(group.rules());
      rules.remove(rule);
      return snapshot.with(group.withRules(rules));
    }

    /// The change in words: `In sg-0a remove inbound tcp 443 from 10.0.0.0/8.`
    @Override
    public String toString() {
      return "In "
          + rule.groupId()
          + " remove "
          + rule.direction().bound()
          + " "
          + rule.text()
          + ".";
    }
  }

  /// An entry of a network ACL taken away.
  record RemoveEntry(String id, NetworkAclEntry entry) implements Change {
    public RemoveEntry {
      requireNonNull(id, "id is null");
      requireNonNull(entry, "entry is null");
    }

    @Override
    public Layer layer() {
      return Layer.NACL;
    }

    @Override
    public Snapshot applyTo(Snapshot snapshot) {
      NetworkAcl acl = snapshot.networkAcls().get(id);
      if (acl == null) {
        throw new IllegalArgumentException("No network ACL " + id);
      }
      List<NetworkAclEntry> entries = new ArrayList<>(acl.entries());
      entries.remove(entry);
      return snapshot.with(acl.withEntries(entries));
    }

    /// The change in words: `In acl-0a remove inbound entry 110.`
    @Override
    public String toString() {
      return "In " + id + " remove " + entry.direction().bound() + " entry " + entry.number() + ".";
    }
  }
}
