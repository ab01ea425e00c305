/**
 * The product that the demo builds, as the commands that a person would type: a company that services heating and
 * electricity has customers with sites, technicians with skills, jobs with visits, parts, invoices.
 */
export const modelCommands: readonly string[] = [
  "add-model Customer name:text:min=1:max=120 kind:oneOf:person,company:default=person email:email:optional phone:phone:optional street:text:max=120 zip:text:max=12 city:text:max=80 since:date --index byCity:city:sort=name --soft-delete 30 --delete owner",
  "add-model Site label:text:max=80 street:text:max=120 zip:text:max=12 city:text:max=80 access:text:max=300:optional customer:belongsTo:Customer:onDelete=cascade --unique customer,label",
  "add-model Skill name:text:max=60:unique --create owner,dispatcher --update owner --delete owner",
  "add-model Technician name:text:max=80 email:email:unique hourlyRate:money:min=0 active:boolean:default=true skills:manyToMany:Skill --create owner --update owner --delete owner",
  "add-model Part sku:text:max=24:unique name:text:max=120 price:money:min=0 stock:integer:min=0 unit:oneOf:piece,metre,litre:default=piece",
  "add-model Tag name:text:max=40:unique",
  "add-model Job number:integer:min=1:unique title:text:min=1:max=160 status:oneOf:requested,scheduled,inProgress,done,cancelled:default=requested priority:oneOf:low,normal,urgent:default=normal dueOn:date customer:belongsTo:Customer site:belongsTo:Site tags:manyToMany:Tag --index byStatus:status:sort=dueOn --delete owner",
  "add-model Visit startsAt:dateTime endsAt:dateTime status:oneOf:planned,finished,missed:default=planned minutesWorked:integer:min=0:optional report:text:max=2000:optional job:belongsTo:Job:onDelete=cascade technician:belongsTo:Technician --index byTechnician:technician:sort=startsAt --index byStatus:status:sort=startsAt",
  "add-model PartUsage quantity:decimal:min=0 visit:belongsTo:Visit:onDelete=cascade part:belongsTo:Part",
  "add-model Invoice number:text:max=20:unique fiscalYear:integer status:oneOf:draft,sent,paid:default=draft issuedOn:date dueOn:date total:money:min=0 customer:belongsTo:Customer job:belongsTo:Job --index byStatus:status:sort=dueOn --index byYear:fiscalYear:sort=issuedOn --read owner,dispatcher --create owner,dispatcher --update owner,dispatcher --delete nobody",
  "add-model InvoiceLine position:integer:min=1 description:text:max=200 quantity:decimal:min=0 unitPrice:money invoice:belongsTo:Invoice:onDelete=cascade --unique invoice,position --read owner,dispatcher --create owner,dispatcher",
  "add-model Note body:text:min=1:max=2000 pinned:boolean:default=false job:belongsTo:Job:onDelete=cascade --update creator --delete owner,creator",
];

export const functionCommand =
  "add-function monthly-revenue --trigger query --input year:integer --returns months:text:list --returns issued:money:list --returns paid:money:list --returns overdue:money --access owner,dispatcher";

/** Later, when there is data. */
export const indexCommand = "add-model Job --index byPriority:priority:sort=dueOn";
