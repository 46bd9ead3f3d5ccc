package dev.stageloom.cdk;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;

/**
 * Where in a VPC the stages run. S3 must be reachable from there: through a gateway endpoint or a
 * NAT gateway.
 *
 * <pre>{@code
 * Network.of(vpc).securityGroup(group).glueConnection("orders-database")
 * }</pre>
 *
 * @param vpc the VPC of the functions
 * @param subnets its subnets; empty for the private ones
 * @param securityGroups the functions' security groups; empty for a new one that lets out all
 * @param glueConnections the names of the Glue connections, each with a subnet and security groups
 *     of its own, that the jobs use; without one, jobs run outside of the VPC
 */
public record Network(
    IVpc vpc,
    Optional<SubnetSelection> subnets,
    List<ISecurityGroup> securityGroups,
    List<String> glueConnections) {

  /** Copies the lists. */
  public Network {
    securityGroups = List.copyOf(securityGroups);
    glueConnections = List.copyOf(glueConnections);
  }

  /**
   * The private subnets of a VPC.
   *
   * @param vpc the VPC
   * @return the network
   */
  public static Network of(IVpc vpc) {
    return new Network(vpc, Optional.empty(), List.of(), List.of());
  }

  /**
   * With these subnets.
   *
   * @param selection the subnets
   * @return the changed network
   */
  public Network subnets(SubnetSelection selection) {
    return new Network(vpc, Optional.of(selection), securityGroups, glueConnections);
  }

  /**
   * With one more security group for the functions.
   *
   * @param group the group
   * @return the changed network
   */
  public Network securityGroup(ISecurityGroup group) {
    return new Network(vpc, subnets, append(securityGroups, group), glueConnections);
  }

  /**
   * With one more Glue connection for the jobs.
   *
   * @param name the connection's name
   * @return the changed network
   */
  public Network glueConnection(String name) {
    return new Network(vpc, subnets, securityGroups, append(glueConnections, name));
  }

  private static <T> List<T> append(List<T> list, T more) {
    return Stream.concat(list.stream(), Stream.of(more)).toList();
  }
}
