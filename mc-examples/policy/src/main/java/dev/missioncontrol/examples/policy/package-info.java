/** How do I write a policy of my own? Restrictions on top of the ready-made ones. */
@NullMarked
package dev.missioncontrol.examples.policy;

import org.jspecify.annotations.NullMarked;
