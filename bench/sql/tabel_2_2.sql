-- Tabel 2.2 as one question: subsidy, co-financing of business and their sum, in thousands of euros.
WITH populatie AS (
    SELECT plan.id, plan.gevraagde_subsidie_cents AS subsidie
    FROM applications_plan plan
    JOIN assessment_besluit besluit ON besluit.plan_id = plan.id
    JOIN applications_aanvraagronde ronde ON ronde.id = plan.ronde_id
    JOIN regions_regelingversie versie ON versie.id = ronde.regelingversie_id
    JOIN regions_regeling regeling ON regeling.id = versie.regeling_id
    WHERE besluit.status = 'verzonden' AND besluit.soort = 'verlening'
        AND besluit.besluit_datum <= %(peildatum)s AND regeling.slug = %(regeling)s
),
cofinanciering AS (
    SELECT bijdrage.plan_id, sum(bijdrage.bedrag_cents) AS bedrag
    FROM applications_cofinanciering bijdrage
    JOIN populatie ON populatie.id = bijdrage.plan_id
    JOIN applications_partner partner ON partner.id = bijdrage.partner_id
    WHERE partner.soort IN ('bedrijf', 'branche')
    GROUP BY bijdrage.plan_id
),
bedragen AS (
    SELECT populatie.subsidie, coalesce(cofinanciering.bedrag, 0) AS bedrag
    FROM populatie
    LEFT JOIN cofinanciering ON cofinanciering.plan_id = populatie.id
)
SELECT
    regel.soort,
    round(min(regel.cents) / 100000.0),
    round(max(regel.cents) / 100000.0),
    round(avg(regel.cents) / 100000.0),
    round(sum(regel.cents) / 100000.0)
FROM bedragen
CROSS JOIN LATERAL (
    VALUES ('subsidie', subsidie), ('cofinanciering', bedrag), ('totaal', subsidie + bedrag)
) AS regel (soort, cents)
GROUP BY regel.soort
