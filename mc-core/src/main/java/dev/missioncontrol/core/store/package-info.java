/** How do several stores change together? One transaction that also carries the audit record. */
@NullMarked
package dev.missioncontrol.core.store;

import org.jspecify.annotations.NullMarked;
