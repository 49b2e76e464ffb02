/**
 * The template engine. It reads a SAM template as CloudFormation does. The services register the
 * resource types that read their resources; the engine depends on no service.
 *
 * <ul>
 *   <li>{@code yaml}: the file, its values, schemas and problems
 *   <li>{@code functions}: {@code Ref}, {@code Fn::Sub}, conditions, mappings, parameters
 *   <li>{@code resources}: resource types, names of resources and their dependencies
 *   <li>{@code api}: the CloudFormation API
 * </ul>
 *
 * <p>The engine applies each part of the template, accepts it with a {@link
 * dev.fanfare.local.cloudformation.yaml.NoEffect}, or rejects it with a {@link
 * dev.fanfare.local.cloudformation.yaml.Problem}. It starts no server and uses no AWS client.
 */
@NullMarked
package dev.fanfare.local.cloudformation;

import org.jspecify.annotations.NullMarked;
