/**
 * The template engine. It reads a SAM template as CloudFormation does and gives the resources to
 * the types that the services register. It depends on no service.
 *
 * <ul>
 *   <li>{@code yaml}: the file, its values, schemas and problems
 *   <li>{@code functions}: {@code Ref}, {@code Fn::Sub}, conditions, mappings, parameters
 *   <li>{@code resources}: types of resources, their names and dependencies
 *   <li>{@code api}: the CloudFormation API
 * </ul>
 *
 * <p>Everything in the template is honoured, accepted with a {@link
 * dev.fanfare.local.cloudformation.yaml.NoEffect}, or refused with a {@link
 * dev.fanfare.local.cloudformation.yaml.Problem}. The engine starts no server and uses no AWS
 * client.
 */
@NullMarked
package dev.fanfare.local.cloudformation;

import org.jspecify.annotations.NullMarked;
