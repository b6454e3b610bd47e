/** How do sign-in, guards, trust and relay sit in an ordinary Spring Boot application? As beans. */
@NullMarked
package dev.missioncontrol.examples.spring;

import org.jspecify.annotations.NullMarked;
